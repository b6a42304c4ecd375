package dev.rosterline.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rosterline.audit.AuditSystem;
import dev.rosterline.audit.TestOutcomes;
import dev.rosterline.audit.integrity.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;

@Tag("process")
class MonthsIntegrationTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);
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
  void anAccountKeepsItsOwnTimeAndTheOthersTheirs() throws Exception {
    TestOutcomes others = new TestOutcomes();
    Instant old = Instant.now().minus(Duration.ofDays(90));
    record(old, Instant.now());
    system.publish(List.of(others.appliedAt(old, "eve"), others.applied("ann")));
    await().atMost(LIMIT).until(() -> system.rows(others.account.value()) == 2);
    Instant cut = Instant.now().minus(Duration.ofDays(30));

    assertThat(months.drop(outcomes.account.value(), cut).block()).isEqualTo(1);
    assertThat(system.rows(outcomes.account.value())).isEqualTo(1);
    assertThat(system.rows(others.account.value())).isEqualTo(2);
    Verifier verifier = system.bean(Verifier.class);
    assertThat(verifier.verify(outcomes.account.value(), cut).findings()).isEmpty();
    assertThat(verifier.verify(outcomes.account.value(), Instant.EPOCH).findings()).isNotEmpty();

    List<UUID> all = new ArrayList<>(verifier.accounts());
    all.remove(others.account.value());
    assertThat(months.dropOthers(all, cut).block()).isEqualTo(1);
    assertThat(system.rows(others.account.value())).isEqualTo(1);
  }

  @Test
  void shortestAndLongestTimes() {
    UUID account = UUID.randomUUID();
    var properties =
        new RetentionProperties(Duration.ofDays(365), Map.of(account, Duration.ofDays(730)));
    assertThat(properties.keep(account)).isEqualTo(Duration.ofDays(730));
    assertThat(properties.keep(UUID.randomUUID())).isEqualTo(Duration.ofDays(365));
    assertThat(properties.longest()).isEqualTo(Duration.ofDays(730));
    assertThatThrownBy(() -> new RetentionProperties(Duration.ZERO, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
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
