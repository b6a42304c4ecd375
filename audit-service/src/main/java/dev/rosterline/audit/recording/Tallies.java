package dev.rosterline.audit.recording;

import dev.rosterline.audit.integrity.ActivityRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Rows counted by account, minute, operation and whether they failed. */
final class Tallies {

  /** Always in this order, so that two recorders wait for each other and never in a circle. */
  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::account)
          .thenComparing(Key::minute)
          .thenComparing(Key::operation)
          .thenComparing(Key::failed);

  private record Key(UUID account, Instant minute, String operation, boolean failed) {}

  private final Map<Key, Long> counts = new TreeMap<>(ORDER);

  static Tallies of(Collection<List<ActivityRow>> rows) {
    Tallies tallies = new Tallies();
    rows.forEach(some -> some.forEach(tallies::count));
    return tallies;
  }

  private void count(ActivityRow row) {
    Instant minute = row.decidedAt().truncatedTo(ChronoUnit.MINUTES);
    boolean failed = row.result().equals("refused") || row.result().equals("parked");
    counts.merge(new Key(row.account(), minute, row.operation(), failed), 1L, Long::sum);
  }

  /** account, minute, operation, failed, count: an array each. */
  Object[] columns() {
    List<Key> keys = List.copyOf(counts.keySet());
    return new Object[] {
      keys.stream().map(Key::account).toArray(UUID[]::new),
      keys.stream().map(key -> key.minute().toString()).toArray(String[]::new),
      keys.stream().map(Key::operation).toArray(String[]::new),
      keys.stream().map(key -> Boolean.toString(key.failed())).toArray(String[]::new),
      counts.values().toArray(Long[]::new)
    };
  }
}
