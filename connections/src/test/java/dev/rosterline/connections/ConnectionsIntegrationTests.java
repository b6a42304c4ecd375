package dev.rosterline.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.testbed.Certificate;
import dev.rosterline.testbed.TestKafka;
import dev.rosterline.testbed.TestPostgres;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;

/** Servers that ask for TLS and a login, and services that do or do not have what it takes. */
@Tag("process")
class ConnectionsIntegrationTests {

  private static final String TOPIC = "rosterline.replies.v1";

  @TempDir static Path directory;

  private static Certificate certificate;
  private static Certificate stranger;
  private static TestKafka kafka;
  private static TestPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    certificate = Certificate.in(Files.createDirectory(directory.resolve("server")));
    stranger = Certificate.in(Files.createDirectory(directory.resolve("stranger")));
    kafka = TestKafka.secured(certificate);
    postgres = TestPostgres.secured(certificate);
    try (var connection = postgres.superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create role owner login createrole password 'right'");
      statement.execute("grant create on database postgres to owner");
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
    postgres.close();
  }

  @Test
  void everyClientIsLetInWithWhatTheSettingsSay() {
    run(
        secured(),
        context -> {
          var clients = context.getBean(KafkaConnection.class);
          assertThat(recordsAfterOneMore(clients)).isPositive();
          assertThat(encrypted(context.getBean(ConnectionFactory.class))).isTrue();
        });
  }

  @Test
  void bundleOfSpringBootServesAsWell() {
    var settings =
        secured()
            .withPropertyValues(
                "spring.kafka.ssl.trust-store-location=",
                "spring.kafka.ssl.trust-store-type=",
                "spring.kafka.ssl.bundle=brokers",
                "spring.ssl.bundle.pem.brokers.truststore.certificate="
                    + certificate.certificate().toUri());
    run(
        settings,
        context ->
            assertThat(recordsAfterOneMore(context.getBean(KafkaConnection.class))).isPositive());
  }

  @Test
  void wrongPasswordOfKafkaEndsTheStart() {
    refused(
        secured()
            .withPropertyValues(
                "spring.kafka.properties.sasl.jaas.config=" + TestKafka.login("wrong")),
        "Kafka at " + kafka.bootstrapServers(),
        "SCRAM-SHA-512",
        "invalid credentials");
  }

  @Test
  void brokerWithCertificateOfAnotherEndsTheStart() {
    refused(
        secured()
            .withPropertyValues(
                "spring.kafka.ssl.trust-store-location=" + stranger.certificate().toUri()),
        "is not whom this service trusts",
        "unable to find valid certification path");
  }

  @Test
  void brokerThatIsAwayIsWaitedFor() {
    run(
        secured().withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:1"),
        context -> assertThat(context).hasSingleBean(KafkaConnection.class));
  }

  @Test
  void wrongPasswordOfPostgresEndsTheStart() {
    refused(
        secured().withPropertyValues("spring.flyway.password=wrong"),
        "PostgreSQL does not let owner in",
        "password authentication failed");
  }

  /** As vaults hand them out. */
  @Test
  void passwordOfTheRoleMayHoldQuotes() {
    String password = "it's $1 {a} \"secret\" \\ of ours";
    run(
        secured()
            .withPropertyValues(
                "spring.flyway.locations=filesystem:../audit-service/src/main/resources/db/migration",
                "spring.flyway.schemas=activity",
                "spring.flyway.placeholders.rolePassword=" + password),
        _ -> assertThat(isLetIn("rosterline_audit", password)).isTrue());
  }

  @Test
  void databaseWithCertificateOfAnotherEndsTheStart() {
    refused(
        secured().withPropertyValues("rosterline.db.ssl-root-cert=" + stranger.certificate()),
        "PostgreSQL does not let owner in",
        "certification path");
  }

  /** That PostgreSQL takes passwords over TLS only. */
  @Test
  void databaseThatWantsTlsEndsTheStartWithoutIt() {
    refused(
        secured().withPropertyValues("rosterline.db.ssl-mode=disable"),
        "PostgreSQL does not let owner in",
        "no encryption");
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify-ca", "verify-full"})
  void certificatesAreNotCheckedWithoutTrustedOnes(String mode) {
    refused(
        secured()
            .withPropertyValues("rosterline.db.ssl-mode=" + mode, "rosterline.db.ssl-root-cert="),
        "needs rosterline.db.ssl-root-cert");
  }

  private static ApplicationContextRunner secured() {
    String place = "postgresql://localhost:" + postgres.port() + "/" + TestPostgres.POSTGRES;
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                ConnectionsConfiguration.class,
                FlywayAutoConfiguration.class,
                R2dbcAutoConfiguration.class,
                KafkaAutoConfiguration.class,
                SslAutoConfiguration.class))
        .withPropertyValues(
            "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
            "spring.kafka.security.protocol=SASL_SSL",
            "spring.kafka.properties.sasl.mechanism=SCRAM-SHA-512",
            "spring.kafka.properties.sasl.jaas.config=" + TestKafka.login(TestKafka.PASSWORD),
            "spring.kafka.ssl.trust-store-type=PEM",
            "spring.kafka.ssl.trust-store-location=" + certificate.certificate().toUri(),
            "spring.flyway.url=jdbc:" + place,
            "spring.flyway.user=owner",
            "spring.flyway.password=right",
            "spring.flyway.locations=classpath:nothing",
            "spring.flyway.schemas=migrated",
            "spring.r2dbc.url=r2dbc:" + place,
            "spring.r2dbc.username=owner",
            "spring.r2dbc.password=right",
            "rosterline.db.ssl-mode=verify-full",
            "rosterline.db.ssl-root-cert=" + certificate.certificate());
  }

  private static void run(
      ApplicationContextRunner settings, Consumer<AssertableApplicationContext> checks) {
    settings.run(
        context -> {
          assertThat(context).hasNotFailed();
          checks.accept(context);
        });
  }

  private static void refused(ApplicationContextRunner settings, String... words) {
    settings.run(
        context -> {
          Throwable failure = context.getStartupFailure();
          assertThat(failure).isNotNull();
          assertThat(told(failure)).contains(words);
        });
  }

  /** As the service prints it where it can, else all messages. */
  private static String told(@Nullable Throwable failure) {
    var analysis = new RefusedFailureAnalyzer().analyze(failure);
    if (analysis != null) {
      return analysis.getDescription();
    }
    StringBuilder messages = new StringBuilder();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      messages.append(at.getMessage()).append('\n');
    }
    return messages.toString();
  }

  /** By a producer, an admin client and a consumer. */
  private static int recordsAfterOneMore(KafkaConnection clients) {
    var bytes = new ByteArraySerializer();
    var read = new ByteArrayDeserializer();
    var partition = new TopicPartition(TOPIC, 0);
    try (var producer = new KafkaProducer<>(clients.producer(), bytes, bytes);
        var admin = Admin.create(clients.admin());
        var consumer = new KafkaConsumer<>(clients.consumer(), read, read)) {
      producer.send(new ProducerRecord<>(TOPIC, 0, null, new byte[] {1})).get();
      assertThat(admin.listTopics().names().get()).contains(TOPIC);
      return consumer.endOffsets(List.of(partition)).get(partition).intValue();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isLetIn(String role, String password) {
    try (var connection = postgres.as(role, password)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static @Nullable Boolean encrypted(ConnectionFactory connections) {
    return Flux.usingWhen(
            connections.create(),
            connection ->
                Flux.from(
                        connection
                            .createStatement(
                                "select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                            .execute())
                    .flatMap(result -> result.map((row, _) -> row.get(0, Boolean.class))),
            Connection::close)
        .blockFirst();
  }
}
