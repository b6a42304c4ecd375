package dev.rosterline.audit.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.testbed.TestPostgres;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A log that was written before there were kinds. */
@Tag("process")
class KindsMigrationIntegrationTests {

  @Test
  void anOwnerWhomRowLevelSecurityHoldsFindsTheKindsOfOldRows() throws Exception {
    try (TestPostgres postgres = TestPostgres.start()) {
      execute(postgres.superuser(), "create role owner login createrole password 'owner'");
      execute(postgres.superuser(), "create database rosterline owner owner");
      migrate(postgres, "50");
      execute(
          postgres.superuser("rosterline"),
          """
          insert into activity.activity (at, command_id, account_id, operation, result, status, resource_type, token_name,
            client, decided_at)
          select now(), gen_random_uuid(), '01900000-0000-7000-8000-000000000001',
                 case when n < 3 then 'user.create' else 'user.update' end, 'applied', 200, 'User', 'token', 'Okta', now()
            from generate_series(1, 9) n
          """);

      migrate(postgres, "latest");

      try (var connection = postgres.superuser("rosterline").getConnection();
          var rows =
              connection
                  .createStatement()
                  .executeQuery(
                      "select string_agg(operation || ' ' || token_id, ', ' order by operation) from activity.kind")) {
        rows.next();
        assertThat(rows.getString(1))
            .isEqualTo(
                "user.create 00000000-0000-0000-0000-000000000000, user.update 00000000-0000-0000-0000-000000000000");
      }
    }
  }

  private static void migrate(TestPostgres postgres, String version) {
    PGSimpleDataSource owner = (PGSimpleDataSource) postgres.superuser("rosterline");
    owner.setUser("owner");
    owner.setPassword("owner");
    Flyway.configure()
        .dataSource(owner)
        .locations("classpath:db/migration")
        .schemas("activity")
        .placeholders(Map.of("rolePassword", "secret"))
        .target(version)
        .load()
        .migrate();
  }

  private static void execute(DataSource database, String sql) throws Exception {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
