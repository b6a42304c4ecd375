package dev.rosterline.processor.intake;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.stereotype.Component;

/** Ready while the consumer runs and no partition is stopped. */
@Component("intake")
class IntakeHealth implements HealthIndicator {

  private final KafkaListenerEndpointRegistry listeners;
  private final Positions positions;

  IntakeHealth(KafkaListenerEndpointRegistry listeners, Positions positions) {
    this.listeners = listeners;
    this.positions = positions;
  }

  @Override
  public Health health() {
    var container = listeners.getListenerContainer(CommandListener.ID);
    if (container == null || !container.isRunning()) {
      return Health.down().withDetail("consumer", "not running").build();
    }
    return positions.stopped().isEmpty()
        ? Health.up().build()
        : Health.down().withDetail("stoppedPartitions", positions.stopped()).build();
  }
}
