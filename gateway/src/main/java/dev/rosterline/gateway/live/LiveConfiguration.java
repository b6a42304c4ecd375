package dev.rosterline.gateway.live;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** Puts together what is watched, and how it is told. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveProperties.class)
public class LiveConfiguration {

  @Bean
  Streams streams(LiveProperties properties, MeterRegistry meters) {
    return new Streams(properties, Schedulers.parallel(), meters);
  }

  @Bean
  Watches watches(LiveProperties properties) {
    return (newest) -> new Watch(newest, properties.every(), Schedulers.parallel());
  }
}
