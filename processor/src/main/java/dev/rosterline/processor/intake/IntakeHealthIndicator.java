package dev.rosterline.processor.intake;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.stereotype.Component;

/** Up while consumers run and no partition had to be stopped. */
@Component("intake")
class IntakeHealthIndicator implements HealthIndicator {

  private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
  private final Partitions partitions;

  IntakeHealthIndicator(
      ConcurrentMessageListenerContainer<byte[], byte[]> container, Partitions partitions) {
    this.container = container;
    this.partitions = partitions;
  }

  @Override
  public Health health() {
    boolean up = container.isRunning() && partitions.stopped().isEmpty();
    return (up ? Health.up() : Health.down())
        .withDetail("assigned", partitions.assigned().size())
        .withDetail("stopped", partitions.stopped())
        .build();
  }
}
