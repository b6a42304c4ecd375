package dev.rosterline.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** What the public topics tell of one account's members. */
public final class MemberTrail {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String PREFIX = "dev.rosterline.member.";

  private final RosterlineSystem system;
  private final Account account;

  public MemberTrail(RosterlineSystem system, Account account) {
    this.system = system;
    this.account = account;
  }

  /** The events of the person with this name, once as many as named are there. */
  public List<Published> await(String userName, String... types) {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(types(events(userName))).containsExactly(types));
    var events = events(userName);
    events.forEach(this::assertCloudEvent);
    assertVersionsWithoutGap(events);
    return events;
  }

  /**
   * The events of one person while they had this name; another person may have had it before or
   * after, in whatever order to this one.
   */
  public List<Published> awaitOf(String member, String userName, String... types) {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(types(eventsOf(member, userName))).containsExactly(types));
    var events = eventsOf(member, userName);
    events.forEach(this::assertCloudEvent);
    assertVersionsWithoutGap(events);
    return events;
  }

  /** The last word of the compacted topic; empty after a tombstone. */
  public Optional<JsonNode> state(String member) {
    Map<String, Published> latest = new LinkedHashMap<>();
    system.topics().of(account, KafkaTopics.STATE).forEach(r -> latest.put(r.key(), r));
    var record = latest.get(key(member));
    assertThat(record).as("any record about %s on the compacted topic", member).isNotNull();
    return Optional.ofNullable(record.value());
  }

  private List<Published> eventsOf(String member, String userName) {
    return events(userName).stream()
        .filter(event -> event.header("ce_subject").equals(member))
        .toList();
  }

  private List<Published> events(String userName) {
    return system.topics().of(account, KafkaTopics.EVENTS).stream()
        .filter(record -> record.json().path("userName").asString("").equals(userName))
        .toList();
  }

  private static List<String> types(List<Published> events) {
    return events.stream().map(e -> e.header("ce_type").replace(PREFIX, "")).toList();
  }

  private void assertCloudEvent(Published event) {
    assertThat(event.header("ce_specversion")).isEqualTo("1.0");
    assertThat(event.header("ce_id")).matches("\\d+-\\d+-\\d+");
    assertThat(event.header("ce_source")).isNotEmpty();
    assertThat(event.header("ce_time")).endsWith("Z");
    assertThat(event.header("content-type")).startsWith("application/json");
    assertThat(event.key()).isEqualTo(key(event.header("ce_subject")));
    assertThat(event.json().path("member").asString()).isEqualTo(event.header("ce_subject"));
  }

  private static void assertVersionsWithoutGap(List<Published> events) {
    Map<String, Long> last = new LinkedHashMap<>();
    for (var event : events) {
      var before = last.put(event.key(), version(event));
      assertThat(version(event)).isEqualTo(before == null ? version(event) : before + 1);
    }
  }

  public static long version(Published event) {
    return event.json().path("version").asLong();
  }

  private String key(String member) {
    return account.id() + ":member:" + member;
  }
}
