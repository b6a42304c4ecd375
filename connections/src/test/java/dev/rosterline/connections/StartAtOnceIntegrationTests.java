package dev.rosterline.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.testbed.Certificate;
import dev.rosterline.testbed.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several instances of a service migrate one database, as a deployment starts them. */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartAtOnceIntegrationTests {

  private static final int INSTANCES = 6;
  private static final int STARTS = 3;

  private static final String PASSWORD = "secret";

  private TestPostgres postgres;

  /** One that looks at passwords. The other services grant rights on what the processor owns. */
  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    postgres = TestPostgres.secured(Certificate.in(directory));
    migrate("processor", "directory");
  }

  @AfterAll
  void stop() {
    postgres.close();
  }

  @ParameterizedTest
  @CsvSource({
    "processor, directory, rosterline_processor",
    "gateway, account, rosterline_gateway",
    "audit-service, activity, rosterline_audit"
  })
  void everyInstanceStartsAndItsRoleLogsIn(String service, String schema, String role)
      throws Exception {
    for (int start = 0; start < STARTS; start++) {
      assertThat(migratedAtOnce(service, schema)).allMatch(result -> result.success);
    }
    assertThat(loggedInAs(role)).isEqualTo(role);
  }

  private List<MigrateResult> migratedAtOnce(String service, String schema) throws Exception {
    List<MigrateResult> results = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(INSTANCES)) {
      List<Callable<MigrateResult>> instances =
          Stream.generate(() -> (Callable<MigrateResult>) () -> migrate(service, schema))
              .limit(INSTANCES)
              .toList();
      for (Future<MigrateResult> instance : threads.invokeAll(instances)) {
        results.add(instance.get());
      }
    }
    return results;
  }

  private MigrateResult migrate(String service, String schema) {
    return Flyway.configure()
        .dataSource(postgres.superuser())
        .locations("filesystem:../" + service + "/src/main/resources/db/migration")
        .schemas(schema)
        .createSchemas(true)
        .connectRetries(10)
        .placeholders(Map.of("rolePassword", PASSWORD))
        .load()
        .migrate();
  }

  private String loggedInAs(String role) throws SQLException {
    try (var connection = postgres.as(role, PASSWORD);
        var row = connection.createStatement().executeQuery("select current_user")) {
      row.next();
      return row.getString(1);
    }
  }
}
