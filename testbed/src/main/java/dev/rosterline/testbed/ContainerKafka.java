package dev.rosterline.testbed;

import java.util.Locale;
import java.util.Map;
import org.testcontainers.kafka.KafkaContainer;

/** Kafka as `docker-compose.yml` runs it. */
final class ContainerKafka implements TestKafka {

  private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.2.1");

  ContainerKafka(Map<String, String> settings) {
    settings.forEach(
        (name, value) ->
            kafka.withEnv("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    kafka.start();
  }

  @Override
  public String bootstrapServers() {
    return kafka.getBootstrapServers();
  }

  @Override
  public void close() {
    kafka.stop();
  }
}
