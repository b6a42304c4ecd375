package dev.rosterline.testbed;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An empty PostgreSQL 17 whose superuser is {@code postgres}, password {@code postgres}, for one
 * test class or a whole run.
 */
public interface TestPostgres extends AutoCloseable {

  /** The superuser's name, password and database. */
  String POSTGRES = "postgres";

  static TestPostgres start() {
    return Docker.answers() ? new ContainerPostgres() : new EmbeddedPostgresServer();
  }

  /** That speaks TLS and asks for passwords. */
  static TestPostgres secured(Certificate certificate) {
    return new EmbeddedPostgresServer(certificate);
  }

  String host();

  int port();

  @Override
  void close();

  /** As the superuser, whom no policy holds. */
  default DataSource superuser(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host()});
    source.setPortNumbers(new int[] {port()});
    source.setDatabaseName(database);
    source.setUser(POSTGRES);
    source.setPassword(POSTGRES);
    return source;
  }

  default DataSource superuser() {
    return superuser(POSTGRES);
  }

  default Connection as(String role, String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + host() + ":" + port() + "/" + POSTGRES, role, password);
  }

  /** For R2DBC. */
  default String r2dbcUrl(String role, String password) {
    return "r2dbc:postgresql://%s:%s@%s:%d/%s".formatted(role, password, host(), port(), POSTGRES);
  }
}
