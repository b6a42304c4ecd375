package dev.rosterline.gateway;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL with the schemas of gateway and processor. */
public final class TestDatabase implements AutoCloseable {

  private final EmbeddedPostgres postgres;

  public TestDatabase() throws Exception {
    postgres = EmbeddedPostgres.start();
    migrate("account", "filesystem:src/main/resources/db/migration");
    migrate("directory", "filesystem:../processor/src/main/resources/db/migration");
    try (Connection connection = owner()) {
      connection.createStatement().execute("alter role rosterline_gateway password 'secret'");
      connection.createStatement().execute("alter role rosterline_processor password 'secret'");
    }
  }

  private void migrate(String schema, String location) {
    Flyway.configure()
        .dataSource(postgres.getPostgresDatabase())
        .locations(location)
        .schemas(schema)
        .placeholders(Map.of("rolePassword", "secret"))
        .load()
        .migrate();
  }

  public Connection owner() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  public Connection as(String role) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres", role, "secret");
  }

  /** What the gateway itself is given. */
  public ConnectionFactory gateway() {
    return ConnectionFactories.get(
        "r2dbc:postgresql://rosterline_gateway:secret@localhost:"
            + postgres.getPort()
            + "/postgres");
  }

  @Override
  public void close() throws Exception {
    postgres.close();
  }
}
