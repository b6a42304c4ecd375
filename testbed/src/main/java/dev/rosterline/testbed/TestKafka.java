package dev.rosterline.testbed;

import dev.rosterline.contract.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
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

  /** The one who may log in where a certificate is asked for. */
  String USER = "rosterline";

  String PASSWORD = "password-of-a-test";

  /** Reached over TLS and with SCRAM-SHA-512 only. */
  static TestKafka secured(Certificate certificate) {
    TestKafka kafka = new EmbeddedBroker(Map.of(), certificate);
    kafka.createTopics();
    return kafka;
  }

  /** For {@code sasl.jaas.config}. */
  static String login(String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(USER, password);
  }

  /** What a client needs to be let in. */
  default Map<String, Object> client() {
    return Map.of("bootstrap.servers", bootstrapServers());
  }

  /** host:port */
  String bootstrapServers();

  @Override
  void close();

  /**
   * Repeats what is refused: a broker that was not given the processor for some seconds counts as
   * fenced until its next heartbeat, and takes no topic meanwhile.
   */
  private void createTopics() {
    Instant giveUp = Instant.now().plusSeconds(120);
    try (Admin admin = Admin.create(client())) {
      while (true) {
        try {
          createMissing(admin);
          admin.listOffsets(ends()).all().get(30, TimeUnit.SECONDS);
          return;
        } catch (ExecutionException | TimeoutException e) {
          if (Instant.now().isAfter(giveUp)) {
            throw new IllegalStateException("topics not created: " + e, e);
          }
          Thread.sleep(500);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void createMissing(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    Set<String> existing = admin.listTopics().names().get(30, TimeUnit.SECONDS);
    admin
        .createTopics(
            Topics.all().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1))
                .toList())
        .all()
        .get(30, TimeUnit.SECONDS);
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
