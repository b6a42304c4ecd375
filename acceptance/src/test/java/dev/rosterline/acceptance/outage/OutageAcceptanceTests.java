package dev.rosterline.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.KafkaTopics;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@AcceptanceTest
class OutageAcceptanceTests {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(9);
  private static final Duration READ_LIMIT = Duration.ofSeconds(2);
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final int REQUESTS = 20;
  private static final int FLOOD = 1_500;

  /** With the time this one client needs to open its connections. */
  private static final Duration FLOOD_LIMIT = Duration.ofSeconds(15);

  /** Of one token. */
  private static final int MOST_UNDER_WAY = 512;

  @Test
  void withoutProcessorsWritesAreRefusedInTimeAndNothingIsLost(RosterlineSystem system) {
    var account = system.account("Outage of the processors", 0);
    var known = create(account, "known").expectResource(201).id();
    var processes = system.processes();
    processes.processors().forEach(processes::pause);
    List<Answer> refused;
    try {
      refused = writeAndReadMeanwhile(account, known);
    } finally {
      processes.processors().forEach(processes::resume);
    }
    refused.forEach(answer -> answer.expectUnavailable(ANSWER_LIMIT));
    awaitWrites(account);
    awaitAllDecided(system, account);
    assertAppliedOnceAtMost(account);
    account.okta().get("/Users/" + known).expectResource(200);
  }

  @Test
  void withoutBrokerWritesAreRefusedInTimeAndNothingIsLost(RosterlineSystem system) {
    var account = system.account("Outage of the broker", 0);
    var known = create(account, "known").expectResource(201).id();
    system.processes().pause("broker");
    List<Answer> refused;
    try {
      refused = writeAndReadMeanwhile(account, known);
    } finally {
      system.processes().resume("broker");
    }
    refused.forEach(answer -> answer.expectUnavailable(ANSWER_LIMIT));
    awaitWrites(account);
    awaitAllDecided(system, account);
    assertAppliedOnceAtMost(account);
    account.okta().get("/Users/" + known).expectResource(200);
  }

  /** A host that hangs answers nothing, and refuses no connection either. */
  @Test
  void withDatabaseThatStandsStillAllIsRefusedInTimeAndNothingIsLost(RosterlineSystem system) {
    var account = system.account("Outage of the database", 0);
    var known = create(account, "known").expectResource(201).id();
    system.processes().pauseTree("postgres");
    List<Answer> refused;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var requests =
          IntStream.range(0, REQUESTS)
              .mapToObj(
                  i ->
                      threads.submit(
                          (Callable<Answer>)
                              () ->
                                  i % 2 == 0
                                      ? create(account, "away" + i)
                                      : account.okta().get("/Users/" + known)))
              .toList();
      refused = requests.stream().map(OutageAcceptanceTests::joined).toList();
    } finally {
      system.processes().resumeTree("postgres");
    }
    refused.forEach(answer -> answer.expectUnavailable(ANSWER_LIMIT));
    awaitWrites(account);
    awaitAllDecided(system, account);
    assertAppliedOnceAtMost(account);
    account.okta().get("/Users/" + known).expectResource(200);
  }

  /** What cannot be taken is refused at once, and waiting costs bounded memory. */
  @Test
  void moreThanCanWaitIsRefusedAtOnceWithinBounds(RosterlineSystem system) {
    var account = system.account("Overload", 0);
    create(account, "known").expectResource(201);
    var processes = system.processes();
    var heap = processes.heapInUse("gateway-1");
    processes.processors().forEach(processes::pause);
    List<Answer> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var requests =
          IntStream.range(0, FLOOD)
              .mapToObj(i -> threads.submit((Callable<Answer>) () -> create(account, "flood" + i)))
              .toList();
      answers = requests.stream().map(OutageAcceptanceTests::joined).toList();
    } finally {
      processes.processors().forEach(processes::resume);
    }
    assertThat(answers).extracting(Answer::status).isSubsetOf(429, 503);
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.retryAfter().toSeconds()).isBetween(1L, 60L);
              assertThat(answer.took()).isLessThan(FLOOD_LIMIT);
            });
    assertThat(system.topics().of(account, KafkaTopics.COMMANDS))
        .as("taken though nobody decides; the places of the first may have been given again")
        .hasSizeLessThan(2 * MOST_UNDER_WAY);
    assertThat(processes.heapInUse("gateway-1") - heap).isLessThan(64L * 1024 * 1024);
    awaitWrites(account);
    awaitAllDecided(system, account);
  }

  private static List<Answer> writeAndReadMeanwhile(Account account, String known) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writes =
          IntStream.range(0, REQUESTS)
              .mapToObj(i -> threads.submit((Callable<Answer>) () -> create(account, "away" + i)))
              .toList();
      while (writes.stream().anyMatch(write -> !write.isDone())) {
        assertReadsGoOn(account, known);
      }
      return writes.stream().map(OutageAcceptanceTests::joined).toList();
    }
  }

  private static void assertReadsGoOn(Account account, String known) {
    var byId = account.okta().get("/Users/" + known).expectResource(200);
    assertThat(byId.took()).isLessThan(READ_LIMIT);
    account.okta().get(byName("known")).expectList(1);
  }

  private static void awaitWrites(Account account) {
    var number = new int[1];
    Awaitility.await()
        .atMost(RECOVERY)
        .until(() -> create(account, "after" + number[0]++).status() == 201);
  }

  /** Commands that were accepted but not answered are decided once the system is back. */
  private static void awaitAllDecided(RosterlineSystem system, Account account) {
    Awaitility.await()
        .atMost(RECOVERY)
        .untilAsserted(
            () -> {
              var commands = system.topics().of(account, "rosterline.commands.v1").size();
              var outcomes =
                  system
                      .database()
                      .count(
                          "select count(*) from directory.command_outcome where account_id = ?::uuid",
                          account.id());
              assertThat(outcomes).isGreaterThanOrEqualTo(commands);
            });
  }

  private static void assertAppliedOnceAtMost(Account account) {
    for (int i = 0; i < REQUESTS; i++) {
      var found = account.okta().get(byName("away" + i)).expect(200).json();
      assertThat(found.path("totalResults").asInt()).isBetween(0, 1);
    }
  }

  private static Answer create(Account account, String name) {
    var body = "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%s\"}";
    return account.okta().post("/Users", body.formatted(name));
  }

  private static String byName(String name) {
    return "/Users?filter=userName%20eq%20%22" + name + "%22";
  }

  private static Answer joined(Future<Answer> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
