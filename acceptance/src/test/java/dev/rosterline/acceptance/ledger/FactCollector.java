package dev.rosterline.acceptance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Database;
import dev.rosterline.acceptance.system.KafkaTopics;
import dev.rosterline.acceptance.system.Published;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Waits until the system is at rest and gathers what it holds of one account. */
final class FactCollector {

  private static final Duration REST = Duration.ofSeconds(90);
  private static final Pattern MARKER = Pattern.compile("op-\\d{6}");

  private final RosterlineSystem system;
  private final Account account;
  private final Database database;

  FactCollector(RosterlineSystem system, Account account) {
    this.system = system;
    this.account = account;
    this.database = system.database();
  }

  Facts collect(List<Operation> ledger) {
    return new Facts(
        ledger,
        commands(),
        storedOutcomes(),
        outcomes(),
        activity(),
        events(),
        states(),
        members());
  }

  /** Every command is decided, and what was decided is published and recorded. */
  void awaitRest() {
    awaitApplied();
    Awaitility.await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(REST)
        .untilAsserted(
            () -> {
              assertThat(activity()).hasSizeGreaterThanOrEqualTo(storedOutcomes().size());
              var told = events().stream().map(Facts.Event::id).distinct().count();
              assertThat(told)
                  .isGreaterThanOrEqualTo(
                      members().stream().mapToLong(Facts.Member::eventVersion).sum());
            });
  }

  /** The stored offset of every partition has reached its end. */
  void awaitApplied() {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(500))
        .atMost(REST)
        .untilAsserted(
            () -> {
              var next = nextOffsets();
              system
                  .topics()
                  .ends(KafkaTopics.COMMANDS)
                  .forEach(
                      (partition, end) ->
                          assertThat(next.getOrDefault(partition, 0L))
                              .as("next offset of partition %d", partition)
                              .isGreaterThanOrEqualTo(end));
            });
  }

  private Map<Integer, Long> nextOffsets() {
    Map<Integer, Long> next = new LinkedHashMap<>();
    database
        .query(
            "select part, next_offset from directory.consumer_offset where topic = ?",
            row -> Map.entry(row.getInt(1), row.getLong(2)),
            KafkaTopics.COMMANDS)
        .forEach(entry -> next.put(entry.getKey(), entry.getValue()));
    return next;
  }

  private List<Facts.Command> commands() {
    return system.topics().of(account, KafkaTopics.COMMANDS).stream()
        .map(
            record -> {
              var json = record.json();
              return new Facts.Command(
                  json.path("id").asString(),
                  record.partition(),
                  record.offset(),
                  json.path("type").asString(),
                  json.path("resource").asString(),
                  marker(json));
            })
        .toList();
  }

  private static String marker(JsonNode json) {
    var matcher = MARKER.matcher(json.toString());
    return matcher.find() ? matcher.group() : "";
  }

  private List<Facts.StoredOutcome> storedOutcomes() {
    return database.query(
        """
        select command_id::text, outcome->>'result', status, coalesce((outcome->>'version')::bigint, 0)
          from directory.command_outcome where account_id = ?::uuid and hop >= 0
        """,
        row ->
            new Facts.StoredOutcome(
                row.getString(1), row.getString(2), row.getInt(3), row.getLong(4)),
        account.id());
  }

  private List<Facts.Outcome> outcomes() {
    return system.topics().of(account, KafkaTopics.OUTCOMES).stream()
        .map(Published::json)
        .map(
            json ->
                new Facts.Outcome(
                    json.path("command").asString(),
                    json.path("result").asString(),
                    json.path("status").asInt(),
                    json.path("version").asLong(0)))
        .toList();
  }

  private List<Facts.Activity> activity() {
    return database.query(
        "select command_id::text, result, status from activity.activity where account_id = ?::uuid",
        row -> new Facts.Activity(row.getString(1), row.getString(2), row.getInt(3)),
        account.id());
  }

  private List<Facts.Event> events() {
    return system.topics().of(account, KafkaTopics.EVENTS).stream()
        .map(
            record -> {
              var json = record.json();
              return new Facts.Event(
                  record.header("ce_id"),
                  record.header("ce_subject"),
                  json.path("version").asLong(),
                  json.path("displayName").asString(""),
                  record.header("ce_type") + " " + json);
            })
        .toList();
  }

  private List<Facts.State> states() {
    Map<String, Published> latest = new LinkedHashMap<>();
    system.topics().of(account, KafkaTopics.STATE).forEach(r -> latest.put(r.key(), r));
    return latest.values().stream()
        .filter(record -> record.value() != null)
        .map(Published::json)
        .map(
            json ->
                new Facts.State(
                    json.path("member").asString(),
                    textOrNull(json.path("scimId")),
                    json.path("userName").asString(),
                    json.path("displayName").asString(""),
                    json.path("active").asBoolean(false),
                    json.path("version").asLong()))
        .toList();
  }

  private static @Nullable String textOrNull(JsonNode node) {
    return node.isString() ? node.asString() : null;
  }

  private List<Facts.Member> members() {
    return database.query(
        """
        select member_id::text, scim_id::text, user_name, coalesce(display_name, ''), active, version, event_version
          from directory.member where account_id = ?::uuid
        """,
        row ->
            new Facts.Member(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5),
                row.getLong(6),
                row.getLong(7)),
        account.id());
  }
}
