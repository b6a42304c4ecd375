package dev.rosterline.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Json;
import dev.rosterline.acceptance.system.KafkaTopics;
import dev.rosterline.acceptance.system.MembershipSubscriber;
import dev.rosterline.acceptance.system.Published;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a subscriber has built of the public topics is what the directory has. */
@AcceptanceTest
class EventFoldAcceptanceTests {

  private static final int PEOPLE = 60;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** A row as an event would tell it; nobody who was removed. */
  private static final String MEMBERS =
      """
      select member_id::text, jsonb_strip_nulls(jsonb_build_object(
          'account', account_id, 'member', member_id, 'scimId', scim_id, 'userName', user_name,
          'externalId', external_id, 'displayName', display_name,
          'email', (select coalesce(
              max(e->>'value') filter (where (e->>'primary')::boolean), max(e->>'value'))
            from jsonb_array_elements(coalesce(document->'emails', '[]')) e),
          'active', coalesce(active or held = 'block', false) and blocked_ahead is null, 'pending', removal_due_at is not null,
          'version', event_version))::text
        from directory.member where account_id = ?::uuid and removed_at is null
      """;

  @Test
  void stateBuiltOfEventsEqualsTheTables(RosterlineSystem system) {
    var account = system.account("Fold", 30);
    var fromTheStart = system.topics().subscriber();
    fromTheStart.bootstrap();
    var half = new MixedSync(account, PEOPLE);
    half.joinAndChange();
    var fromTheMiddle = system.topics().subscriber();
    fromTheMiddle.bootstrap();
    half.leaveAndReturn();

    awaitEqual(system, account, fromTheStart);
    awaitEqual(system, account, fromTheMiddle);
    var fromTheEnd = system.topics().subscriber();
    fromTheEnd.bootstrap();
    awaitEqual(system, account, fromTheEnd);
    assertThat(types(system, account))
        .contains(
            "joined", "updated", "blocked", "unblocked", "removal-scheduled", "removal-cancelled");
  }

  @Test
  void whoIsRemovedIsGoneFromEverySubscriber(RosterlineSystem system) {
    var account = system.account("Fold without grace", 0);
    var subscriber = system.topics().subscriber();
    subscriber.bootstrap();
    var sync = new MixedSync(account, PEOPLE);
    sync.joinAndChange();
    sync.leaveAndReturn();

    awaitEqual(system, account, subscriber);
    assertThat(types(system, account)).contains("removed");
  }

  @Test
  void everythingOnThePublicTopicsIsAsItsSchemaSays(RosterlineSystem system) {
    var account = system.account("Schemas", 30);
    var sync = new MixedSync(account, PEOPLE);
    sync.joinAndChange();
    sync.leaveAndReturn();
    var subscriber = system.topics().subscriber();
    subscriber.bootstrap();
    awaitEqual(system, account, subscriber);

    var schemas = new EventSchemas();
    var events = system.topics().of(account, KafkaTopics.EVENTS);
    assertThat(events).hasSizeGreaterThan(PEOPLE);
    assertThat(events).allSatisfy(event -> assertThat(schemas.ofEvent(event)).isEmpty());
    assertThat(system.topics().of(account, KafkaTopics.STATE))
        .filteredOn(state -> state.value() != null)
        .isNotEmpty()
        .allSatisfy(state -> assertThat(schemas.ofState(state)).isEmpty());
    assertThat(changedOf(events, MixedSync.person(1)))
        .containsExactly(
            "name.familyName",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value");
  }

  private static List<String> changedOf(List<Published> events, String userName) {
    return events.stream()
        .map(Published::json)
        .filter(json -> json.path("userName").asString().equals(userName))
        .flatMap(json -> json.path("changed").valueStream())
        .map(JsonNode::asString)
        .toList();
  }

  private static List<String> types(RosterlineSystem system, Account account) {
    return system.topics().of(account, KafkaTopics.EVENTS).stream()
        .map(event -> event.header("ce_type").replace("dev.rosterline.member.", ""))
        .distinct()
        .toList();
  }

  private static void awaitEqual(
      RosterlineSystem system, Account account, MembershipSubscriber subscriber) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              subscriber.follow();
              assertThat(told(subscriber, account)).isEqualTo(stored(system, account));
            });
  }

  private static Map<String, Map<String, String>> stored(RosterlineSystem system, Account account) {
    Map<String, Map<String, String>> members = new TreeMap<>();
    system
        .database()
        .query(MEMBERS, row -> Map.entry(row.getString(1), row.getString(2)), account.id())
        .forEach(row -> members.put(row.getKey(), fields(Json.MAPPER.readTree(row.getValue()))));
    return members;
  }

  private static Map<String, Map<String, String>> told(
      MembershipSubscriber subscriber, Account account) {
    Map<String, Map<String, String>> members = new TreeMap<>();
    for (String text : subscriber.members()) {
      var json = Json.MAPPER.readTree(text);
      if (json.path("account").asString().equals(account.id())) {
        var member = fields(json);
        member.put("pending", Boolean.toString(member.remove("removalDueAt") != null));
        List.of("v", "removed", "changed").forEach(member::remove);
        members.put(json.path("member").asString(), member);
      }
    }
    return members;
  }

  private static Map<String, String> fields(@Nullable JsonNode json) {
    Map<String, String> fields = new TreeMap<>();
    if (json != null) {
      json.forEachEntry(
          (name, value) ->
              fields.put(name, value.isString() ? value.asString() : value.toString()));
    }
    return fields;
  }
}
