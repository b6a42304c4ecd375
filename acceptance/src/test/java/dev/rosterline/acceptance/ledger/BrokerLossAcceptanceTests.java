package dev.rosterline.acceptance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.KafkaTopics;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Of three brokers, each record on all of them, the one that leads is killed again and again while
 * a sync goes on.
 */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerLossAcceptanceTests {

  private static final int PEOPLE = 250;
  private static final int REQUESTS_PER_SECOND = 50;
  private static final int KILLS = 3;
  private static final int BROKERS = 3;

  /** A dead broker is started again after ten seconds, and has to fetch what it missed. */
  private static final Duration WHOLE_AGAIN = Duration.ofSeconds(180);

  private static final Duration LONGEST_GAP = Duration.ofSeconds(30);
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(250);

  private RosterlineSystem system;
  private Account account;

  @BeforeAll
  void start() {
    system = RosterlineSystem.startReplicated();
    account = system.account("Broker loss", 0);
  }

  @AfterAll
  void stop() {
    system.close();
  }

  @Test
  void killedLeadersLoseRepeatAndReorderNothing() {
    awaitWhole();
    var collector = new FactCollector(system, account);
    var driver = new LedgerDriver(account, PEOPLE, REQUESTS_PER_SECOND);
    var probed = system.account("Probed", 0);
    var done = new AtomicBoolean();
    List<Operation> operations;
    List<Instant> answered;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var probe = CompletableFuture.supplyAsync(() -> answered(probed, done), threads);
      try {
        var ledger = CompletableFuture.supplyAsync(driver::run, threads);
        for (int kill = 0; kill < KILLS; kill++) {
          killLeader();
          awaitWhole();
        }
        operations = ledger.join();
      } finally {
        done.set(true);
      }
      answered = probe.join();
    }
    collector.awaitRest();
    var verdict = LedgerChecker.check(collector.collect(operations));
    System.out.println(verdict.line() + " gap=" + longestGap(answered));
    assertThat(verdict.violations().stream().limit(20)).as(verdict.line()).isEmpty();
    assertThat(verdict.ledger()).hasSizeGreaterThan(PEOPLE * LedgerDriver.STEPS * 8 / 10);
    assertThat(verdict.ledger())
        .extracting(Operation::status)
        .as("of a failure of ours")
        .filteredOn(status -> status < 200 || status >= 500)
        .isSubsetOf(503);
    assertThat(longestGap(answered)).isLessThan(LONGEST_GAP);
  }

  private void killLeader() {
    system.processes().kill("broker-" + system.topics().leader(KafkaTopics.COMMANDS));
  }

  /** Every record is on all brokers again. */
  private void awaitWhole() {
    Awaitility.await()
        .atMost(WHOLE_AGAIN)
        .ignoreExceptions()
        .pollDelay(Duration.ofSeconds(5))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> system.topics().isReplicated(KafkaTopics.COMMANDS, BROKERS));
  }

  /** When a client that asks all the time was told 201. */
  private static List<Instant> answered(Account account, AtomicBoolean done) {
    List<Instant> answered = new ArrayList<>(List.of(Instant.now()));
    var user = "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%d\"}";
    for (int number = 0; !done.get(); number++) {
      if (account.okta().post("/Users", user.formatted(number)).status() == 201) {
        answered.add(Instant.now());
      }
      LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
    }
    answered.add(Instant.now());
    return answered;
  }

  private static Duration longestGap(List<Instant> answered) {
    var longest = Duration.ZERO;
    for (int i = 1; i < answered.size(); i++) {
      var gap = Duration.between(answered.get(i - 1), answered.get(i));
      longest = gap.compareTo(longest) > 0 ? gap : longest;
    }
    return longest;
  }
}
