package dev.rosterline.audit.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.audit.AuditSystem;
import dev.rosterline.audit.TestOutcomes;
import dev.rosterline.audit.integrity.Verifier;
import dev.rosterline.contract.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class ErasureIntegrationTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static AuditSystem system;

  private final TestOutcomes outcomes = new TestOutcomes();
  private final UUID account = outcomes.account.value();

  @BeforeAll
  static void start() throws Exception {
    system = AuditSystem.running();
  }

  @Test
  void whoIsForgottenIsNamedNowhereAndTheChainHolds() throws Exception {
    Outcome joined = outcomes.applied("eve@example.com");
    Outcome other = outcomes.applied("adam@example.com");
    system.publish(
        List.of(
            joined,
            other,
            outcomes.refusedUnknown("EVE@example.com", "userName EVE@example.com is taken"),
            outcomes.refused("adam@example.com", "eve@example.com is his manager"),
            outcomes.rejected("The value eve@example.com is no boolean"),
            outcomes.rejected("The value steve@example.com is no boolean"),
            outcomes.erased(joined)));

    await().atMost(LIMIT).until(() -> system.rows(account) == 7);
    await().atMost(LIMIT).untilAsserted(() -> assertThat(named("[^t]eve")).isEqualTo(1));
    assertThat(named("his manager")).as("a value of somebody else").isEqualTo(1);
    assertThat(named("steve@example.com")).as("a longer name").isEqualTo(1);
    assertThat(named("adam@example.com")).isEqualTo(2);
    var report = system.bean(Verifier.class).verify(account, Instant.EPOCH);
    assertThat(report.findings()).isEmpty();
    assertThat(report.erased()).isEqualTo(3);
  }

  @Test
  void whatComesLateIsErasedTooAndThenItIsDone() throws Exception {
    Outcome joined = outcomes.applied("eve@example.com");
    system.publish(List.of(joined, outcomes.erased(joined)));
    await().atMost(LIMIT).until(() -> system.rows(account) == 2);
    await().atMost(LIMIT).untilAsserted(() -> assertThat(named("eve")).isZero());
    String progress = "/activity/erasures/" + joined.member() + "?account=" + account;
    assertThat(system.json(progress).path("doneAt").isNull()).isTrue();

    system.publish(List.of(outcomes.refusedUnknown("eve@example.com", "late")));
    await().atMost(LIMIT).until(() -> system.rows(account) == 3);
    await().atMost(LIMIT).untilAsserted(() -> assertThat(named("eve|late")).isZero());

    system.execute(
        "update activity.erasure set requested_at = now() - interval '2 minutes' where account_id = '"
            + account
            + "'");
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(system.json(progress).path("doneAt").isString()).isTrue());
  }

  /** How many rows of the account match, anywhere in the row. */
  private long named(String pattern) throws Exception {
    return system.number(
        "select count(*) from activity.activity a where account_id = '"
            + account
            + "' and a::text ~* '"
            + pattern
            + "'");
  }
}
