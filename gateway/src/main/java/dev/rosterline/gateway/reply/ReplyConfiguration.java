package dev.rosterline.gateway.reply;

import dev.rosterline.connections.KafkaConnection;
import dev.rosterline.contract.ReplyAddress;
import dev.rosterline.contract.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class ReplyConfiguration {

  private static final int SWEEP_MILLIS = 100;

  /** An instance without a name makes one up: replies to an earlier life are nobody's. */
  @Bean
  ReplyAddress replyAddress(ReplyProperties properties) {
    String name = properties.instance();
    String instance = name.isBlank() ? "gateway-" + UUID.randomUUID() : name;
    CRC32C hash = new CRC32C();
    hash.update(instance.getBytes(StandardCharsets.UTF_8));
    return new ReplyAddress(instance, (int) (hash.getValue() % Topics.REPLY_PARTITIONS));
  }

  @Bean
  PendingReplies pendingReplies(ReplyProperties properties, MeterRegistry meters) {
    PendingReplies pending = new PendingReplies(properties, System::nanoTime);
    meters.gauge("rosterline.reply.pending", pending, PendingReplies::size);
    return pending;
  }

  @Bean(destroyMethod = "dispose")
  Disposable replySweep(PendingReplies pending) {
    return Schedulers.parallel()
        .schedulePeriodically(pending::expire, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Bean
  ReplyConsumer replyConsumer(ReplyAddress address, PendingReplies pending, KafkaConnection kafka) {
    Map<String, Object> settings = kafka.consumer();
    settings.putAll(consumerSettings());
    return new ReplyConsumer(
        address,
        pending,
        () ->
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  @Bean
  HealthIndicator repliesHealthIndicator(ReplyConsumer consumer) {
    return () ->
        consumer.isPositioned()
            ? Health.up().build()
            : Health.outOfService().withDetail("replies", "not positioned yet").build();
  }

  static Map<String, Object> consumerSettings() {
    return Map.of(
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest",
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
        ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1,
        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
  }
}
