package dev.rosterline.acceptance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A sync goes on while everything but the client fails in turn: a processor is frozen inside its
 * transaction and comes back when others have its partitions, processors come and go in order,
 * PostgreSQL crashes and recovers, the audit-service is killed.
 */
@AcceptanceTest
class MixedFaultsAcceptanceTests {

  private static final int PEOPLE = 300;
  private static final int REQUESTS_PER_SECOND = 60;
  private static final String ZOMBIE = "processor-1";

  /** Kafka's session, PostgreSQL's patience with a silent transaction, and a retry. */
  private static final Duration TAKEOVER = Duration.ofSeconds(60);

  /** To tell a transaction that stands still from one under way. */
  private static final Duration LONG_ENOUGH = Duration.ofMillis(600);

  private static final int CUTS = 12;

  private static final String CUT =
      """
      select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name like 'rosterline-%'
      """;

  private static final String OPEN_TRANSACTION =
      """
      select count(*) from pg_stat_activity
       where application_name = 'rosterline-processor' and xact_start < now() - interval '400 milliseconds'
      """;

  @Test
  void frozenMovedCrashedAndKilledPartsLoseRepeatAndReorderNothing(RosterlineSystem system) {
    var account = system.account("Mixed faults", 0);
    var collector = new FactCollector(system, account);
    var driver = new LedgerDriver(account, PEOPLE, REQUESTS_PER_SECOND);
    Verdict verdict;
    var other = system.account("Beside a zombie", 0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ledger = CompletableFuture.supplyAsync(driver::run, threads);
      freezeInTransaction(system, other);
      moveTwice(system);
      cutConnections(system);
      crashDatabase(system);
      system.processes().kill("audit-service");
      var operations = ledger.join();
      collector.awaitRest();
      verdict = LedgerChecker.check(collector.collect(operations));
    }
    System.out.println(verdict.line());
    assertThat(verdict.violations().stream().limit(20)).as(verdict.line()).isEmpty();
    assertThat(verdict.ledger()).hasSizeGreaterThan(PEOPLE * LedgerDriver.STEPS * 6 / 10);
  }

  /** What the zombie had begun is void, and it is a member of the group again without a restart. */
  private static void freezeInTransaction(RosterlineSystem system, Account other) {
    var processes = system.processes();
    var pid = processes.pid(ZOMBIE);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> isFrozenInTransaction(system));
    try {
      awaitAllPartitionsServed(other);
    } finally {
      processes.resume(ZOMBIE);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                system.topics().clientsOf("rosterline.processor").stream()
                    .anyMatch(client -> client.contains(ZOMBIE)));
    assertThat(processes.pid(ZOMBIE)).as("not restarted").isEqualTo(pid);
  }

  private static boolean isFrozenInTransaction(RosterlineSystem system) {
    system.processes().pause(ZOMBIE);
    var end = System.nanoTime() + LONG_ENOUGH.toNanos();
    while (System.nanoTime() < end) {
      if (system.database().count(OPEN_TRANSACTION) > 0) {
        return true;
      }
    }
    system.processes().resume(ZOMBIE);
    return false;
  }

  /** Names enough to reach every partition are taken. */
  private static void awaitAllPartitionsServed(Account other) {
    var attempt = new int[1];
    Awaitility.await()
        .atMost(TAKEOVER)
        .until(
            () -> {
              attempt[0]++;
              return together(
                      150, i -> other.okta().post("/Users", user(attempt[0] + "-" + i)).status())
                  .stream()
                  .allMatch(status -> status == 201);
            });
  }

  /** Each leaves in order, and its partitions go to the other and come back. */
  private static void moveTwice(RosterlineSystem system) {
    for (var name : system.processes().processors()) {
      var pid = system.processes().pid(name);
      system.processes().terminate(name);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  system.processes().pid(name) != pid
                      && system.topics().clientsOf("rosterline.processor").size() == 2);
    }
  }

  /** More often than a pool has connections, so that one that is not given back is missed. */
  private static void cutConnections(RosterlineSystem system) {
    var cuts = new int[1];
    Awaitility.await()
        .pollInterval(Duration.ofMillis(400))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              system.database().count(CUT);
              return ++cuts[0] == CUTS;
            });
  }

  /** When one of its processes is killed, PostgreSQL ends all others and recovers from its log. */
  private static void crashDatabase(RosterlineSystem system) {
    system.processes().killChild("postgres");
    Awaitility.await()
        .ignoreExceptions()
        .atMost(Duration.ofSeconds(30))
        .until(() -> system.database().count("select 1") == 1);
  }

  private static List<Integer> together(int count, IntFunction<Integer> task) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures =
          IntStream.range(0, count)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> task.apply(i), threads))
              .toList();
      List<Integer> results = new ArrayList<>();
      futures.forEach(future -> results.add(future.join()));
      return results;
    }
  }

  private static String user(String name) {
    return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%s\"}"
        .formatted(name);
  }
}
