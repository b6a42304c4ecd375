package dev.rosterline.gateway;

import dev.rosterline.testbed.TestPostgres;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL with the schemas of gateway and processor. */
public final class TestDatabase implements AutoCloseable {

  private final TestPostgres postgres = TestPostgres.start();

  public TestDatabase() throws Exception {
    migrate("account", "filesystem:src/main/resources/db/migration");
    migrate("directory", "filesystem:../processor/src/main/resources/db/migration");
    try (Connection connection = owner()) {
      connection.createStatement().execute("alter role rosterline_gateway password 'secret'");
      connection.createStatement().execute("alter role rosterline_processor password 'secret'");
    }
  }

  private void migrate(String schema, String location) {
    Flyway.configure()
        .dataSource(postgres.superuser())
        .locations(location)
        .schemas(schema)
        .placeholders(Map.of("rolePassword", "secret"))
        .load()
        .migrate();
  }

  public Connection owner() throws SQLException {
    return postgres.superuser().getConnection();
  }

  public Connection as(String role) throws SQLException {
    return postgres.as(role, "secret");
  }

  /** What the gateway itself is given. */
  public ConnectionFactory gateway() {
    return ConnectionFactories.get(postgres.r2dbcUrl("rosterline_gateway", "secret"));
  }

  @Override
  public void close() {
    postgres.close();
  }
}
