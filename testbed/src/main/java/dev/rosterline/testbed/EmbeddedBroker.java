package dev.rosterline.testbed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** A broker inside the test's own process, its data in a directory that goes with it. */
final class EmbeddedBroker implements TestKafka {

  private final int port = freePort();
  private final int controllerPort = freePort();
  private final KafkaRaftServer server;

  private final Path directory;

  private final @Nullable Certificate certificate;

  EmbeddedBroker(Map<String, String> more) {
    this(more, null);
  }

  /** With a certificate, it lets in who knows the password, over TLS, and nobody else. */
  EmbeddedBroker(Map<String, String> more, @Nullable Certificate certificate) {
    this.certificate = certificate;
    try {
      directory = Files.createTempDirectory("broker");
      Properties settings = settings(directory);
      settings.putAll(more);
      Path file = directory.resolve("broker.properties");
      try (var out = Files.newOutputStream(file)) {
        settings.store(out, null);
      }
      StorageTool.execute(
          new String[] {
            "format",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            file.toString(),
            "--add-scram",
            "SCRAM-SHA-512=[name=%s,password=%s]".formatted(USER, PASSWORD)
          },
          new PrintStream(new ByteArrayOutputStream()));
      server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.startup();
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
                protocol() + "://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
            Map.entry("advertised.listeners", protocol() + "://127.0.0.1:" + port),
            Map.entry("inter.broker.listener.name", protocol()),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT"),
            Map.entry("log.dirs", directory.resolve("log").toString()),
            Map.entry("log.cleaner.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("broker.session.timeout.ms", "60000"),
            Map.entry("controlled.shutdown.enable", "false")));
    if (certificate != null) {
      settings.putAll(security(certificate));
    }
    return settings;
  }

  private String protocol() {
    return certificate == null ? "PLAINTEXT" : "SASL_SSL";
  }

  private static Map<String, String> security(Certificate certificate) {
    return Map.of(
        "sasl.enabled.mechanisms",
        "SCRAM-SHA-512",
        "sasl.mechanism.inter.broker.protocol",
        "SCRAM-SHA-512",
        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
        TestKafka.login(PASSWORD),
        "ssl.keystore.type",
        "PKCS12",
        "ssl.keystore.location",
        certificate.keystore().toString(),
        "ssl.keystore.password",
        Certificate.PASSWORD,
        "ssl.key.password",
        Certificate.PASSWORD,
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificate.certificate().toString());
  }

  @Override
  public Map<String, Object> client() {
    return certificate == null
        ? TestKafka.super.client()
        : Map.of(
            "bootstrap.servers",
            bootstrapServers(),
            "security.protocol",
            "SASL_SSL",
            "sasl.mechanism",
            "SCRAM-SHA-512",
            "sasl.jaas.config",
            TestKafka.login(PASSWORD),
            "ssl.truststore.type",
            "PEM",
            "ssl.truststore.location",
            certificate.certificate().toString());
  }

  /**
   * Below the ports that the system gives to outgoing connections: one of those, or a client that
   * still tries to reach a broker that is gone, may take a port between this look and its use.
   */
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(16_384, 32_768);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
  }
}
