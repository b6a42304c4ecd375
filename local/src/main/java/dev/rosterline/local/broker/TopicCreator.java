package dev.rosterline.local.broker;

import dev.rosterline.contract.Topics;
import dev.rosterline.local.processes.LocalException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Creates the topics that are missing and leaves those that exist as they are. */
final class TopicCreator {

  private static final int ATTEMPTS = 5;

  private TopicCreator() {}

  static void createMissing(String bootstrapServers, int replicas) {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            30_000);
    try (var admin = Admin.create(settings)) {
      createMissing(admin, replicas, ATTEMPTS);
      awaitLeaders(admin);
    } catch (ExecutionException e) {
      throw new LocalException("cannot create the topics: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while creating the topics", e);
    }
  }

  /**
   * A broker that was not given the processor for some seconds counts as fenced until its next
   * heartbeat and takes no topic meanwhile; one whose answer was late has created them after all.
   */
  private static void createMissing(Admin admin, int replicas, int attempts)
      throws ExecutionException, InterruptedException {
    var existing = admin.listTopics().names().get();
    var missing =
        wanted(replicas).stream().filter(topic -> !existing.contains(topic.name())).toList();
    try {
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      if (attempts == 1) {
        throw e;
      }
      Thread.sleep(Duration.ofSeconds(1));
      createMissing(admin, replicas, attempts - 1);
    }
  }

  /**
   * A topic is created before the broker leads its partitions. A producer that is refused in
   * between repeats what it has under way, and the second of two batches may be taken before the
   * first, which is then out of sequence for good. Only a leader answers with offsets.
   */
  private static void awaitLeaders(Admin admin) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (var topic : Topics.all()) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    admin.listOffsets(ends).all().get();
  }

  private static List<NewTopic> wanted(int replicas) {
    return Topics.all().stream()
        .map(
            topic ->
                new NewTopic(topic.name(), topic.partitions(), (short) replicas)
                    .configs(topic.settings()))
        .toList();
  }
}
