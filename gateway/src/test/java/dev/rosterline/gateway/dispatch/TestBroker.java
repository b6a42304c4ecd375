package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker inside the test's own process. */
final class TestBroker implements AutoCloseable {

  private final int port = freePort();
  private final int controllerPort = freePort();
  private final KafkaRaftServer server;

  TestBroker(Path directory) throws Exception {
    Properties settings = settings(directory);
    Path file = directory.resolve("broker.properties");
    try (var out = Files.newOutputStream(file)) {
      settings.store(out, null);
    }
    kafka.tools.StorageTool.execute(
        new String[] {
          "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
        },
        new PrintStream(new ByteArrayOutputStream()));
    server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin
          .createTopics(
              Topics.all().stream()
                  .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1))
                  .toList())
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private Properties settings(Path directory) {
    Properties settings = new Properties();
    settings.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
            Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("log.dirs", directory.resolve("log").toString()),
            Map.entry("log.cleaner.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("controlled.shutdown.enable", "false")));
    return settings;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
