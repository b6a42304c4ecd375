package dev.rosterline.acceptance.system;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** The account's activity as an admin reads it. */
public final class ActivityLog {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final RosterlineSystem system;
  private final Account account;

  public ActivityLog(RosterlineSystem system, Account account) {
    this.system = system;
    this.account = account;
  }

  /** Waits until exactly so many operations are recorded, keyed {@code operation result}. */
  public void await(Map<String, Long> expected) {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> Assertions.assertThat(counts()).containsAllEntriesOf(expected));
    Assertions.assertThat(summary()).isEqualTo(counts());
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (var row : system.admin().activity(account.id())) {
      counts.merge(
          row.path("operation").asString() + " " + row.path("result").asString(), 1L, Long::sum);
    }
    return counts;
  }

  private Map<String, Long> summary() {
    Map<String, Long> counts = new TreeMap<>();
    for (var row : system.admin().activitySummary(account.id()).path("operations")) {
      counts.put(
          row.path("operation").asString() + " " + row.path("result").asString(),
          row.path("count").asLong());
    }
    return counts;
  }
}
