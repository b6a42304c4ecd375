package dev.rosterline.audit;

import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Slot;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.OutcomeWire;
import dev.rosterline.testbed.FaultProxy;
import dev.rosterline.testbed.TestKafka;
import dev.rosterline.testbed.TestPostgres;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real broker, a real PostgreSQL and the audit-service, started once for all tests, which keep
 * out of each other's way by accounts. The owner of the database is no superuser, as in a
 * deployment.
 */
public final class AuditSystem {

  public static final String KEY = "key-of-the-tests";

  private static @Nullable AuditSystem running;

  private final TestPostgres postgres = TestPostgres.start();
  private final TestKafka broker = TestKafka.start();
  private final KafkaProducer<byte[], byte[]> producer;
  private final ConfigurableApplicationContext service;
  private final HttpClient http = HttpClient.newHttpClient();

  private AuditSystem() throws Exception {
    executeAsSuperuser("create role rosterline_owner login createrole password 'owner'");
    executeAsSuperuser("create database rosterline owner rosterline_owner");
    var bytes = new ByteArraySerializer();
    producer =
        new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers()), bytes, bytes);
    service = start();
  }

  public static synchronized AuditSystem running() throws Exception {
    if (running == null) {
      AuditSystem system = new AuditSystem();
      Runtime.getRuntime().addShutdownHook(new Thread(system::stop));
      running = system;
    }
    return running;
  }

  private ConfigurableApplicationContext start() {
    SpringApplication application = new SpringApplication(AuditApplication.class);
    application.setRegisterShutdownHook(false);
    return application.run(
        "--ROSTERLINE_DB_HOST=" + postgres.host(),
        "--ROSTERLINE_DB_PORT=" + postgres.port(),
        "--ROSTERLINE_DB_OWNER_USER=rosterline_owner",
        "--ROSTERLINE_DB_OWNER_PASSWORD=owner",
        "--ROSTERLINE_DB_PASSWORD=test",
        "--ROSTERLINE_AUDIT_KEY=" + KEY,
        "--ROSTERLINE_KAFKA_BOOTSTRAP_SERVERS=" + broker.bootstrapServers(),
        "--server.port=0",
        "--management.server.port=0");
  }

  private void stop() {
    service.close();
    producer.close();
    broker.close();
    postgres.close();
  }

  public <T> T bean(Class<T> type) {
    return service.getBean(type);
  }

  /** A way to the database that can be disturbed. */
  public FaultProxy proxyToDatabase() {
    return FaultProxy.to(postgres.host(), postgres.port());
  }

  /** Connections like the service's, by way of a proxy; who finds none free waits two seconds. */
  public ConnectionPool pool(FaultProxy proxy, int size) {
    return new ConnectionPool(
        ConnectionPoolConfiguration.builder(connections(proxy))
            .maxSize(size)
            .maxAcquireTime(Duration.ofSeconds(2))
            .build());
  }

  private static ConnectionFactory connections(FaultProxy proxy) {
    return new PostgresqlConnectionFactory(
        PostgresqlConnectionConfiguration.builder()
            .host("127.0.0.1")
            .port(proxy.port())
            .database("rosterline")
            .username("rosterline_audit")
            .password("test")
            .build());
  }

  // Kafka.

  public void publish(Iterable<Outcome> outcomes) {
    outcomes.forEach(
        outcome -> {
          UUID resource = outcome.resource() == null ? null : outcome.resource().value();
          int partition =
              resource == null ? 0 : Slot.partition(Slot.ofId(resource), Topics.PARTITIONS);
          publish(partition, OutcomeWire.write(outcome));
        });
    producer.flush();
  }

  public Future<?> publish(int partition, byte @Nullable [] value) {
    return producer.send(new ProducerRecord<>(Topics.OUTCOMES, partition, null, value));
  }

  // PostgreSQL.

  public void execute(String sql) throws Exception {
    run(postgres.superuser("rosterline"), sql);
  }

  private void executeAsSuperuser(String sql) throws Exception {
    run(postgres.superuser(), sql);
  }

  private static void run(DataSource database, String sql) throws Exception {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Locks a table for half a second. */
  public void whileLocked(String table, CountDownLatch locked) throws Exception {
    try (Connection connection = postgres.superuser("rosterline").getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table " + table + " in access exclusive mode");
      locked.countDown();
      statement.execute("select pg_sleep(0.5)");
      connection.commit();
    }
  }

  public long number(String sql) throws Exception {
    try (Connection connection = postgres.superuser("rosterline").getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  public String text(String sql) throws Exception {
    try (Connection connection = postgres.superuser("rosterline").getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  public long rows(UUID account) throws Exception {
    return number("select count(*) from activity.activity where account_id = '" + account + "'");
  }

  // HTTP.

  public HttpResponse<String> get(String pathAndQuery, @Nullable String key) throws Exception {
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + pathAndQuery))
            .timeout(Duration.ofSeconds(30));
    if (key != null) {
      request.header("X-Rosterline-Key", key);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public JsonNode json(String pathAndQuery) throws Exception {
    HttpResponse<String> answer = get(pathAndQuery, KEY);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return JsonMapper.shared().readTree(answer.body());
  }
}
