package dev.rosterline.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Outcomes wait on the topic while the audit-service is suspended; from the moment it goes on until
 * the last of them is a sealed row, that is what is measured. Nothing else runs meanwhile.
 */
public final class Drain {

  private static final int ROUNDS = 4;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final JsonNode connection;
  private final ProcessHandle audit;
  private final String superuser;
  private final Outcomes outcomes;

  private Drain(Path data) {
    this.connection = JsonMapper.shared().readTree(data.resolve("connection.json").toFile());
    var secrets = JsonMapper.shared().readTree(data.resolve("secrets.json").toFile());
    this.superuser = secrets.path("database").path("superuser").asString();
    this.outcomes = new Outcomes(UUID.fromString(connection.path("accountId").asString()));
    this.audit =
        ProcessHandle.of(connection.path("pids").path("audit-service").asLong()).orElseThrow();
  }

  /**
   * Options: {@code --data DIR} of a running system, {@code --outcomes N} of each of four rounds,
   * the first of which warms up.
   */
  public static void main(String... arguments)
      throws IOException, InterruptedException, SQLException {
    var words = Arrays.asList(arguments);
    var data = Path.of(option(words, "--data", ".rosterline"));
    int count = Integer.parseInt(option(words, "--outcomes", "200000"));
    var drain = new Drain(data);
    for (int round = 1; round <= ROUNDS; round++) {
      drain.round(round, count);
    }
  }

  private static String option(List<String> words, String name, String otherwise) {
    int place = words.indexOf(name);
    return place < 0 ? otherwise : words.get(place + 1);
  }

  private void round(int round, int count) throws IOException, InterruptedException, SQLException {
    long before = sealed();
    signal("STOP");
    try {
      publish(count);
    } finally {
      signal("CONT");
    }
    var started = System.nanoTime();
    var cpu = audit.info().totalCpuDuration().orElse(Duration.ZERO);
    while (sealed() < before + count) {
      if (System.nanoTime() - started > LIMIT.toNanos()) {
        throw new IllegalStateException("only " + (sealed() - before) + " were recorded");
      }
      Thread.sleep(20);
    }
    var seconds = (System.nanoTime() - started) / 1e9;
    var used = audit.info().totalCpuDuration().orElse(Duration.ZERO).minus(cpu);
    System.out.printf(
        "round %d: %,d outcomes in %.1f s, %,.0f rows a second, audit-service %.0f us of CPU a row%n",
        round, count, seconds, count / seconds, used.toNanos() / 1e3 / count);
  }

  private void publish(int count) {
    var bytes = new ByteArraySerializer();
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            connection.path("kafkaBootstrapServers").asString(),
            "compression.type",
            "zstd",
            "linger.ms",
            20);
    try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
      for (int i = 0; i < count; i++) {
        producer.send(outcomes.next());
      }
    }
  }

  /** Rows by their seals: what is not sealed is not recorded yet. */
  private long sealed() throws SQLException {
    var url = connection.path("postgresUrl").asString().replaceFirst("\\?.*$", "");
    try (var database = DriverManager.getConnection(url, "postgres", superuser);
        var statement = database.createStatement();
        var rows =
            statement.executeQuery("select coalesce(sum(row_count), 0) from activity.chain_link")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(audit.pid()))
        .inheritIO()
        .start()
        .waitFor();
  }
}
