package dev.rosterline.processor.awaited;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.testbed.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How PostgreSQL looks for people who never come, where very many are named. */
@Tag("process")
class AwaitedPlanIntegrationTests {

  /** {@code -Drosterline.awaited=1000000} for as many as the largest account may name. */
  private static final int MANY = Integer.getInteger("rosterline.awaited", 30_000);

  private static final int PAGE = 1_000;
  private static final String FIRST = "'00000000-0000-0000-0000-000000000000'";
  private static final Pattern ROWS =
      Pattern.compile("group_member_by_member[^\\n]*actual time=[0-9.]+ rows=(\\d+)");

  private static TestPostgres postgres;
  private static Connection connection;

  @BeforeAll
  static void start() throws Exception {
    postgres = TestPostgres.start();
    Flyway.configure()
        .dataSource(postgres.superuser())
        .locations("filesystem:src/main/resources/db/migration")
        .schemas("directory")
        .placeholders(Map.of("rolePassword", "test"))
        .load()
        .migrate();
    connection = postgres.superuser().getConnection();
    fill();
    execute("prepare over(uuid, uuid, uuid, uuid, uuid) as " + AwaitedStore.OVER);
    // As the processor connects.
    for (String setting :
        new String[] {"enable_seqscan", "enable_hashjoin", "enable_mergejoin", "jit"}) {
      execute("set " + setting + " = off");
    }
    execute("set plan_cache_mode = force_generic_plan");
  }

  @AfterAll
  static void stop() throws Exception {
    connection.close();
    postgres.close();
  }

  /** One account awaits people for long enough, the other one for a while. */
  private static void fill() throws SQLException {
    named(1, "8 days");
    named(2, "1 hour");
    execute("analyze directory.group_member");
  }

  private static void named(int account, String ago) throws SQLException {
    execute(
        """
        insert into directory.scim_group (account_id, group_id, display_name, display_key, document, created_at, modified_at)
        select %s, gen_random_uuid(), 'g' || n, 'g' || n, '{}', now(), now() from generate_series(1, 20) n
        """
            .formatted(account(account)));
    execute(
        """
        insert into directory.group_member (account_id, group_id, member_id)
        select g.account_id, g.group_id,
          (lpad(to_hex((extract(epoch from now() - interval '%s') * 1000)::bigint), 12, '0') || '7'
            || substr(md5(g.group_id::text || n), 1, 3) || '8' || substr(md5(n || g.group_id::text), 1, 15))::uuid
        from directory.scim_group g, generate_series(1, %d) n where g.account_id = %s
        """
            .formatted(ago, MANY / 20, account(account)));
  }

  private static String account(int number) {
    return "'01990000-0000-7000-8000-00000000000" + number + "'::uuid";
  }

  @Test
  void aPageOfThoseWhoseTimeIsOverIsReadFromTheIndex() throws SQLException {
    String plan = plan(FIRST);
    assertThat(plan)
        .contains("group_member_by_member")
        .doesNotContain("Seq Scan")
        .doesNotContainPattern("(?<!Incremental )Sort  ");
    assertThat(read(plan)).as(plan).isLessThanOrEqualTo(PAGE + 100);
  }

  @Test
  void thoseWhoMayStillComeAreLookedAtOnce() throws SQLException {
    String plan = plan(account(2).replace("::uuid", ""));
    assertThat(plan).contains("group_member_by_member").doesNotContain("Seq Scan");
    assertThat(read(plan)).as(plan).isLessThanOrEqualTo(MANY);
  }

  private static long read(String plan) {
    var rows = ROWS.matcher(plan);
    assertThat(rows.find()).as(plan).isTrue();
    return Long.parseLong(rows.group(1));
  }

  private static String plan(String after) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "explain analyze execute over(%s, %s, %s, '%s', '%s')"
                    .formatted(
                        after,
                        FIRST,
                        FIRST,
                        AwaitedStore.first(Instant.now().minus(Duration.ofDays(7))),
                        AwaitedStore.first(Instant.now().plus(Duration.ofDays(1)))))) {
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
