package dev.rosterline.processor.intake;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** How commands are consumed: small waits, whole polls, and faults that are retried without end. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeProperties.class)
class IntakeConfiguration {

  private static final String GROUP = "rosterline-processor";

  @Bean
  ConcurrentKafkaListenerContainerFactory<byte[], byte[]> commandContainers(
      @Value("${spring.kafka.bootstrap-servers}") String brokers, IntakeProperties properties) {
    ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory =
        new ConcurrentKafkaListenerContainerFactory<>();
    factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(consumer(brokers, properties)));
    factory.setBatchListener(true);
    factory.setConcurrency(properties.consumers());
    factory.setCommonErrorHandler(faults());
    ContainerProperties container = factory.getContainerProperties();
    container.setAckMode(ContainerProperties.AckMode.BATCH);
    // The database holds the truth; a commit only feeds lag tools and must not cost a round trip.
    container.setSyncCommits(false);
    container.setPollTimeout(1000);
    return factory;
  }

  @Bean(destroyMethod = "close")
  Admin admin(@Value("${spring.kafka.bootstrap-servers}") String brokers) {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
  }

  private static Map<String, Object> consumer(String brokers, IntakeProperties properties) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
    settings.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.maxBatch());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // Only until the seek on assignment; a jump after that is noticed and stops the partition.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }

  /** Faults only reach this: refusals are outcomes, poison is parked. So nothing is ever skipped. */
  private static DefaultErrorHandler faults() {
    ExponentialBackOff backOff = new ExponentialBackOff(200, 2);
    backOff.setMaxInterval(10_000);
    DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
    handler.setSeekAfterError(true);
    return handler;
  }
}
