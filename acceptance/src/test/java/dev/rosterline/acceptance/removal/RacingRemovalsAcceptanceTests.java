package dev.rosterline.acceptance.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.KafkaTopics;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand people are due at one instant; a thousand of them return around it, an admin keeps
 * two hundred more, and one of two processors is killed in the middle.
 */
@AcceptanceTest
class RacingRemovalsAcceptanceTests {

  private static final int LEAVING = 10_000;
  private static final int RETURNING = 1_000;
  private static final int KEPT = 200;
  private static final int REHEARSED = 4_000;

  /**
   * The partitions of the killed processor stand still for up to six seconds, and the other one
   * needs some more for five thousand removals. Ten seconds in all on two cores that nobody else
   * uses, which a machine that is shared does not promise.
   */
  private static final Duration LATEST = Duration.ofSeconds(20);

  private static final String LEAVE =
      """
      insert into directory.member (account_id, member_id, user_name, user_name_key, document, created_at, modified_at,
        removal_due_at, removal_generation)
      select '%s', overlay(gen_random_uuid()::text placing '7' from 15 for 1)::uuid, name, name,
        jsonb_build_object('userName', name, 'active', true), now() - interval '1 year', at - interval '30 days', at, 1
      from (select 'race-' || n as name, '%s'::timestamptz as at from generate_series(0, %d) n) leaving
      """;
  private static final String USER =
      """
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"race-%d","active":true}
      """;

  /**
   * How a person stands who was to leave.
   *
   * @param stays because they returned, or an admin kept them
   */
  private record Person(String name, boolean removed, boolean stays, Instant changedAt) {}

  @Test
  void eachIsRemovedOnceOrStaysAndNobodyLeavesEarlyOrLate(RosterlineSystem system)
      throws Exception {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> system.topics().clientsOf("rosterline.processor").size() == 2);
    rehearse(system);
    var account = accountWithoutBrake(system, "Racing removals");
    var due = Instant.now().plusSeconds(12);
    system.database().update(LEAVE.formatted(account.id(), due, LEAVING - 1));
    Map<String, Person> before = people(system, account);
    assertThat(before).hasSize(LEAVING);

    Thread.sleep(Duration.between(Instant.now(), due.minusSeconds(1)));
    var kept = before.entrySet().stream().filter(person -> isKept(person.getValue())).toList();
    assertThat(kept).hasSize(KEPT);
    try (var threads = Executors.newFixedThreadPool(24)) {
      var returns =
          IntStream.range(0, RETURNING)
              .mapToObj(i -> threads.submit(() -> comeBack(account, i)))
              .toList();
      var decided =
          kept.stream()
              .map(person -> threads.submit(() -> keep(system, account, person.getKey())))
              .toList();
      Thread.sleep(Duration.between(Instant.now(), due.plusMillis(500)));
      system.processes().kill(system.processes().processors().getFirst());
      for (Future<Answer> one : returns) {
        assertAnswered(one, 201, 409);
      }
      for (Future<Answer> one : decided) {
        assertAnswered(one, 204, 409);
      }
    }
    awaitDecided(system, account);

    Map<String, Person> after = people(system, account);
    after.keySet().retainAll(before.keySet());
    assertThat(after.values()).allMatch(person -> person.removed() != person.stays());
    var late =
        after.values().stream()
            .filter(Person::removed)
            .map(person -> Duration.between(due, person.changedAt()))
            .sorted()
            .toList();
    System.out.printf(
        "removals=%d half=%s last=%s%n", late.size(), late.get(late.size() / 2), late.getLast());
    assertThat(late.size()).isBetween(LEAVING - RETURNING - KEPT, LEAVING);
    assertThat(late.getFirst()).as("nobody is early").isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(late.getLast()).as("the last").isLessThanOrEqualTo(LATEST);
    assertThat(provisioned(system, account))
        .as("each name of those who returned, once")
        .isEqualTo(RETURNING);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertTold(system, account, after));
  }

  /** Services that have just begun are not what is timed. */
  private static void rehearse(RosterlineSystem system) throws InterruptedException {
    var account = accountWithoutBrake(system, "Rehearsed removals");
    system.database().update(LEAVE.formatted(account.id(), Instant.now(), LEAVING - 1));
    try (var threads = Executors.newFixedThreadPool(24)) {
      for (int i = 0; i < REHEARSED; i++) {
        int number = i;
        threads.submit(() -> comeBack(account, number));
      }
    }
    awaitDecided(system, account);
  }

  /** Seldom asked, and cheap: what asks shares the cores with what is timed. */
  private static void awaitDecided(RosterlineSystem system, Account account) {
    var open =
        """
        select count(*) from directory.member
          where account_id = ?::uuid and removed_at is null and removal_due_at is not null
        """;
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> system.database().count(open, account.id()) == 0);
  }

  private static Account accountWithoutBrake(RosterlineSystem system, String name) {
    var account = system.account(name, 30);
    system.admin().send("PATCH", account.id(), "/policy", "{\"brakeFloor\":1000000}").expect(200);
    return account;
  }

  private static boolean isKept(Person person) {
    int number = Integer.parseInt(person.name().substring("race-".length()));
    return number >= RETURNING && number < RETURNING + KEPT;
  }

  /** An admin asks again too. */
  private static Answer keep(RosterlineSystem system, Account account, String member)
      throws InterruptedException {
    var path = "/removals/" + member + "/cancel";
    Answer answer = system.admin().send("POST", account.id(), path, null);
    for (int attempt = 0; attempt < 5 && answer.status() == 503; attempt++) {
      Thread.sleep(answer.retryAfter());
      answer = system.admin().send("POST", account.id(), path, null);
    }
    return answer;
  }

  /** Whose answer was lost with a processor asks again, as identity providers do. */
  private static Answer comeBack(Account account, int number) throws InterruptedException {
    Answer answer = account.okta().post("/Users", USER.formatted(number));
    for (int attempt = 0; attempt < 5 && answer.status() == 503; attempt++) {
      Thread.sleep(answer.retryAfter());
      answer = account.okta().post("/Users", USER.formatted(number));
    }
    return answer;
  }

  private static void assertAnswered(Future<Answer> one, Integer... statuses)
      throws InterruptedException {
    try {
      assertThat(one.get().status()).isIn((Object[]) statuses);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private static Map<String, Person> people(RosterlineSystem system, Account account) {
    Map<String, Person> people = new HashMap<>();
    system
        .database()
        .query(
            """
            select member_id::text, user_name, removed_at is not null,
              removed_at is null and removal_due_at is null, modified_at
              from directory.member where account_id = ?::uuid
            """,
            row ->
                people.put(
                    row.getString(1),
                    new Person(
                        row.getString(2),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        row.getTimestamp(5).toInstant())),
            account.id());
    return people;
  }

  private static long provisioned(RosterlineSystem system, Account account) {
    return system
        .database()
        .count(
            "select count(distinct user_name) from directory.member where account_id = ?::uuid and"
                + " scim_id is not null",
            account.id());
  }

  /** An event that was told again has the same id. */
  private static void assertTold(
      RosterlineSystem system, Account account, Map<String, Person> people) {
    Map<String, Integer> removals = new HashMap<>();
    Map<String, Integer> returns = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (var event : system.topics().of(account, KafkaTopics.EVENTS)) {
      var member = event.header("ce_subject");
      if (seen.add(event.header("ce_id")) && people.containsKey(member)) {
        var type = event.header("ce_type");
        (type.endsWith(".removed") ? removals : returns).merge(member, 1, Integer::sum);
      }
    }
    people.forEach(
        (member, person) -> {
          assertThat(removals.getOrDefault(member, 0)).isEqualTo(person.removed() ? 1 : 0);
          assertThat(returns.getOrDefault(member, 0)).isEqualTo(person.removed() ? 0 : 1);
        });
  }
}
