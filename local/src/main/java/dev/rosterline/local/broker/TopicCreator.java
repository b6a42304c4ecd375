package dev.rosterline.local.broker;

import dev.rosterline.contract.Topics;
import dev.rosterline.local.processes.LocalException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates the topics that are missing and leaves those that exist as they are. */
final class TopicCreator {

  private static final short ALONE = 1;

  private TopicCreator() {}

  static void createMissing(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            30_000);
    try (var admin = Admin.create(settings)) {
      var existing = admin.listTopics().names().get();
      var missing = wanted().stream().filter(topic -> !existing.contains(topic.name())).toList();
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      throw new LocalException("cannot create the topics: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while creating the topics", e);
    }
  }

  private static List<NewTopic> wanted() {
    return Topics.all().stream()
        .map(
            topic ->
                new NewTopic(topic.name(), topic.partitions(), ALONE).configs(topic.settings()))
        .toList();
  }
}
