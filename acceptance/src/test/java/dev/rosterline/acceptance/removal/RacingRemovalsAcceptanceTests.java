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
 * Ten thousand people are due at one instant; a thousand of them return around it, and one of two
 * processors is killed in the middle.
 */
@AcceptanceTest
class RacingRemovalsAcceptanceTests {

  private static final int LEAVING = 10_000;
  private static final int RETURNING = 1_000;
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

  /** How a person stands who was to leave. */
  private record Person(String name, boolean removed, boolean provisioned, Instant changedAt) {}

  @Test
  void eachIsRemovedOnceOrStaysAndNobodyLeavesEarly(RosterlineSystem system) throws Exception {
    var account = system.account("Racing removals", 30);
    system.admin().send("PATCH", account.id(), "/policy", "{\"brakeFloor\":1000000}").expect(200);
    var due = Instant.now().plusSeconds(12);
    system.database().update(LEAVE.formatted(account.id(), due, LEAVING - 1));
    Map<String, Person> before = people(system, account);
    assertThat(before).hasSize(LEAVING);

    Thread.sleep(Duration.between(Instant.now(), due.minusSeconds(1)));
    try (var threads = Executors.newFixedThreadPool(24)) {
      var returns =
          IntStream.range(0, RETURNING)
              .mapToObj(i -> threads.submit(() -> comeBack(account, i)))
              .toList();
      Thread.sleep(Duration.between(Instant.now(), due.plusMillis(500)));
      system.processes().kill(system.processes().processors().getFirst());
      for (Future<Answer> one : returns) {
        assertAnswered(one);
      }
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () ->
                people(system, account).values().stream()
                    .noneMatch(RacingRemovalsAcceptanceTests::isOpen));

    Map<String, Person> after = people(system, account);
    after.keySet().retainAll(before.keySet());
    assertThat(after.values()).allMatch(person -> person.removed() != person.provisioned());
    assertThat(after.values())
        .noneMatch(person -> person.removed() && person.changedAt().isBefore(due));
    long removed = after.values().stream().filter(Person::removed).count();
    assertThat(removed).isBetween((long) LEAVING - RETURNING, (long) LEAVING);
    assertThat(provisioned(system, account))
        .as("each name of those who returned, once")
        .isEqualTo(RETURNING);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertTold(system, account, after));
  }

  private static boolean isOpen(Person person) {
    return !person.removed() && !person.provisioned();
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

  private static void assertAnswered(Future<Answer> one) throws InterruptedException {
    try {
      assertThat(one.get().status()).isIn(201, 409);
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
            select member_id::text, user_name, removed_at is not null, scim_id is not null, modified_at
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
            "select count(distinct user_name) from directory.member where account_id = ?::uuid and scim_id is not null",
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
