package dev.rosterline.testbed;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A Kafka and a PostgreSQL that take nobody without TLS and a login, and what a service needs. */
public record SecuredServers(Certificate certificate, TestKafka kafka, TestPostgres postgres)
    implements AutoCloseable {

  private static final String OWNER = "rosterline_owner";

  /**
   * @param directory for the certificate and its key
   */
  public static SecuredServers start(Path directory) {
    Certificate certificate = Certificate.in(directory);
    TestKafka kafka = TestKafka.secured(certificate);
    var servers = new SecuredServers(certificate, kafka, TestPostgres.secured(certificate));
    servers.execute("create role " + OWNER + " login createrole password 'owner'");
    servers.execute("create database rosterline owner " + OWNER);
    return servers;
  }

  /** Arguments of any of the services, such as an installation gives them as variables. */
  public List<String> arguments() {
    return List.of(
        "--ROSTERLINE_KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers(),
        "--spring.kafka.security.protocol=SASL_SSL",
        "--spring.kafka.properties.sasl.mechanism=SCRAM-SHA-512",
        "--spring.kafka.properties.sasl.jaas.config=" + TestKafka.login(TestKafka.PASSWORD),
        "--spring.kafka.ssl.trust-store-type=PEM",
        "--spring.kafka.ssl.trust-store-location=" + certificate.certificate().toUri(),
        "--ROSTERLINE_DB_HOST=" + postgres.host(),
        "--ROSTERLINE_DB_PORT=" + postgres.port(),
        "--ROSTERLINE_DB_OWNER_USER=" + OWNER,
        "--ROSTERLINE_DB_OWNER_PASSWORD=owner",
        "--ROSTERLINE_DB_PASSWORD=password-of-the-service",
        "--rosterline.db.ssl-mode=verify-full",
        "--rosterline.db.ssl-root-cert=" + certificate.certificate(),
        "--server.port=0",
        "--management.server.port=0");
  }

  /** Connections that this role has open over TLS. */
  public long encryptedConnections(String role) {
    try (var connection = postgres.superuser().getConnection();
        var query =
            connection.prepareStatement(
                "select count(*) from pg_stat_ssl join pg_stat_activity using (pid)"
                    + " where ssl and usename = ?")) {
      query.setString(1, role);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) {
    try (var connection = postgres.superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kafka.close();
    postgres.close();
  }
}
