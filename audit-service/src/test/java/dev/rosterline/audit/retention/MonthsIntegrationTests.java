package dev.rosterline.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rosterline.audit.AuditSystem;
import dev.rosterline.audit.TestOutcomes;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;

@Tag("process")
class MonthsIntegrationTests {

  private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

  private static AuditSystem system;
  private static MonthStore months;

  private final TestOutcomes outcomes = new TestOutcomes();

  @BeforeAll
  static void start() throws Exception {
    system = AuditSystem.running();
    months = system.bean(MonthStore.class);
  }

  @Test
  void startMakesTheMonthsAroundNow() throws Exception {
    YearMonth now = YearMonth.now(ZoneOffset.UTC);
    for (int i = -1; i <= 2; i++) {
      assertThat(exists(now.plusMonths(i))).as(now.plusMonths(i) + "").isTrue();
    }
  }

  @Test
  void rowsThatCameBeforeTheirMonthMoveIntoIt() throws Exception {
    record(Instant.parse("2020-05-31T23:59:59.999Z"), Instant.parse("2020-06-01T00:00:00Z"));
    assertThat(inDefault()).isEqualTo(2);

    months.tidy(Instant.parse("2020-06-15T00:00:00Z"), LONG_AGO).block();

    assertThat(inDefault()).isZero();
    assertThat(rowsOf(YearMonth.of(2020, 5))).isOne();
    assertThat(rowsOf(YearMonth.of(2020, 6))).isOne();
  }

  @Test
  void onlyMonthsThatEndedBeforeTheCutAreDropped() throws Exception {
    record(
        Instant.parse("2010-03-31T23:59:59.999Z"),
        Instant.parse("2010-04-01T00:00:00Z"),
        Instant.parse("2009-01-01T00:00:00Z"));
    months
        .tidy(Instant.parse("2010-04-15T00:00:00Z"), Instant.parse("2002-01-01T00:00:00Z"))
        .block();
    assertThat(system.rows(outcomes.account.value())).isEqualTo(3);

    months.tidy(Instant.now(), Instant.parse("2010-04-30T00:00:00Z")).block();

    assertThat(exists(YearMonth.of(2010, 3))).isFalse();
    assertThat(rowsOf(YearMonth.of(2010, 4))).isOne();
    assertThat(inDefault()).isZero();
  }

  @Test
  void whatIsRecordedCannotBeChangedByTheServiceItself() {
    record(Instant.now());
    DatabaseClient database = system.bean(DatabaseClient.class);
    for (String sql :
        List.of(
            "update activity.activity set detail = '' where account_id = '%s'",
            "update activity.activity set detail = null where account_id = '%s'",
            "update activity.activity set result = 'refused' where account_id = '%s'",
            "delete from activity.activity",
            "truncate activity.activity",
            "select * from activity.activity_default")) {
      assertThatThrownBy(() -> database.sql(sql.formatted(outcomes.account.value())).then().block())
          .as(sql)
          .isInstanceOf(PermissionDeniedDataAccessException.class);
    }
  }

  private void record(Instant... times) {
    for (Instant at : times) {
      system.publish(List.of(outcomes.appliedAt(at, "ada")));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> system.rows(outcomes.account.value()) == times.length);
  }

  private long inDefault() throws Exception {
    return system.number(
        "select count(*) from activity.activity_default where account_id = '"
            + outcomes.account
            + "'");
  }

  private long rowsOf(YearMonth month) throws Exception {
    return system.number(
        "select count(*) from " + table(month) + " where account_id = '" + outcomes.account + "'");
  }

  private static boolean exists(YearMonth month) throws Exception {
    return system.number("select count(to_regclass('" + table(month) + "'))") == 1;
  }

  private static String table(YearMonth month) {
    return "activity.activity_%d%02d".formatted(month.getYear(), month.getMonthValue());
  }
}
