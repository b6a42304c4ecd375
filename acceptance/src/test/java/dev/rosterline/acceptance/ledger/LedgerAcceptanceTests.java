package dev.rosterline.acceptance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Twenty thousand commands while processors are killed, and then all of them once more. */
@AcceptanceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LedgerAcceptanceTests {

  private static final int PEOPLE = Integer.getInteger("ledger.people", 2_000);
  private static final int REQUESTS_PER_SECOND = 600;
  private static final int KILLS = 10;
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(3);
  private static final Duration KILL_LIMIT = Duration.ofMinutes(2);

  private RosterlineSystem system;
  private Account account;
  private FactCollector collector;

  @BeforeAll
  void connect(RosterlineSystem system) {
    this.system = system;
    this.account = system.account("Ledger", 0);
    this.collector = new FactCollector(system, account);
  }

  @Test
  @Order(1)
  void killedProcessorsLoseRepeatAndReorderNothing() {
    var seed = System.nanoTime();
    var driver = new LedgerDriver(account, PEOPLE, REQUESTS_PER_SECOND);
    Verdict verdict;
    try (var killer =
        ProcessorKiller.start(system.processes(), KILLS, BETWEEN_KILLS, new Random(seed))) {
      var ledger = driver.run();
      assertThat(killer.awaitAll(KILL_LIMIT)).as("all processors killed").isTrue();
      collector.awaitRest();
      verdict = LedgerChecker.check(collector.collect(ledger));
    }
    System.out.println(verdict.line() + " seed=" + seed);
    assertThat(verdict.violations().stream().limit(20)).as(verdict.line()).isEmpty();
    assertThat(verdict.ledger()).hasSizeGreaterThan(PEOPLE * LedgerDriver.STEPS * 9 / 10);
  }

  @Test
  @Order(2)
  void replayOfTheWholeLogChangesNothing() {
    collector.awaitRest();
    var before = snapshot();
    rewind();
    collector.awaitApplied();
    Awaitility.await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(snapshot()).isEqualTo(before));
    assertThat(account.okta().get("/Users?count=1").expect(200)).isNotNull();
  }

  /**
   * The processors stand still while their offsets are set back, and begin anew from there. A
   * processor that stands still inside a transaction holds the rows: it is let go on and stopped
   * again.
   */
  private void rewind() {
    var processes = system.processes();
    Awaitility.await()
        .ignoreExceptions()
        .until(
            () -> {
              processes.processors().forEach(processes::pause);
              try {
                return system
                        .database()
                        .update(
                            "update directory.consumer_offset set next_offset = 0, published_offset = 0")
                    > 0;
              } catch (IllegalStateException e) {
                processes.processors().forEach(processes::resume);
                throw e;
              }
            });
    processes.processors().forEach(processes::kill);
  }

  /** Row versions of everything in the directory, and how much is recorded about it. */
  private Map<String, String> snapshot() {
    var database = system.database();
    Map<String, String> snapshot = new TreeMap<>();
    for (var rows :
        new String[] {
          "select 'member ' || member_id, xmin::text from directory.member",
          "select 'group ' || group_id, xmin::text from directory.scim_group",
          "select 'membership ' || group_id || member_id, xmin::text from directory.group_member",
          "select 'outcomes', count(*)::text from directory.command_outcome",
          "select 'activity', count(*)::text from activity.activity"
        }) {
      database
          .query(rows, row -> Map.entry(row.getString(1), row.getString(2)))
          .forEach(entry -> snapshot.put(entry.getKey(), entry.getValue()));
    }
    return snapshot;
  }
}
