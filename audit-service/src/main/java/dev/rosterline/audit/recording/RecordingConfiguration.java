package dev.rosterline.audit.recording;

import dev.rosterline.connections.KafkaConnection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** How outcomes are consumed: large polls, and faults that are retried without end. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecordingProperties.class)
class RecordingConfiguration {

  @Bean
  ConcurrentKafkaListenerContainerFactory<byte[], byte[]> outcomeContainers(
      KafkaConnection kafka, RecordingProperties recording) {
    ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory =
        new ConcurrentKafkaListenerContainerFactory<>();
    factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(consumer(kafka, recording)));
    factory.setConcurrency(recording.concurrency());
    factory.setBatchListener(true);
    factory.setCommonErrorHandler(withoutEnd());
    // Up to Kafka 4.3 a poll of the new consumer that was answered with nothing waits for its
    // timeout before it fetches again (KAFKA-20780): seconds, for an outcome that came meanwhile.
    factory.getContainerProperties().setPollTimeout(100);
    return factory;
  }

  private static DefaultErrorHandler withoutEnd() {
    ExponentialBackOff pauses = new ExponentialBackOff(200, 2);
    pauses.setMaxInterval(10_000);
    DefaultErrorHandler handler = new DefaultErrorHandler(pauses);
    // By default some kinds of exceptions are not retried: their records would be skipped.
    handler.setClassifications(Map.of(), true);
    return handler;
  }

  @Bean
  HealthIndicator recording(KafkaListenerEndpointRegistry listeners) {
    return () -> {
      var container = listeners.getListenerContainer(OutcomeListener.ID);
      return container != null && container.isRunning()
          ? Health.up().build()
          : Health.down().build();
    };
  }

  /** Address and security come from {@code spring.kafka}; what the promise rests on does not. */
  private static Map<String, Object> consumer(
      KafkaConnection kafka, RecordingProperties recording) {
    Map<String, Object> settings = kafka.consumer();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, "rosterline-audit");
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, recording.maxPollRecords());
    // Nobody waits for the activity log within milliseconds, and each batch writes a link to every
    // chain that it touches: larger fetches cost less.
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 512 * 1024);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 400);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }
}
