package dev.rosterline.testbed;

import dev.rosterline.contract.Topics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** A broker with all of Rosterline's topics, each with its partitions. */
public interface TestKafka extends AutoCloseable {

  static TestKafka start() {
    return start(Map.of());
  }

  /**
   * @param settings of the broker, by the names of its properties
   */
  static TestKafka start(Map<String, String> settings) {
    TestKafka kafka =
        Docker.answers() ? new ContainerKafka(settings) : new EmbeddedBroker(settings);
    kafka.createTopics();
    return kafka;
  }

  /** host:port */
  String bootstrapServers();

  @Override
  void close();

  private void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin
          .createTopics(
              Topics.all().stream()
                  .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1))
                  .toList())
          .all()
          .get(30, TimeUnit.SECONDS);
      admin.listOffsets(ends()).all().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("topics not created", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What only the leader of a partition answers: a new topic has none for a moment. */
  private static Map<TopicPartition, OffsetSpec> ends() {
    return Topics.all().stream()
        .flatMap(
            topic ->
                IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
  }
}
