package dev.rosterline.local.demo;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Nearest-rank percentiles of times. */
record Percentiles(int count, Duration p50, Duration p95, Duration p99) {

  static Percentiles of(Collection<Duration> times) {
    var sorted = times.stream().sorted().toList();
    return new Percentiles(sorted.size(), at(sorted, 50), at(sorted, 95), at(sorted, 99));
  }

  private static Duration at(List<Duration> sorted, int percent) {
    if (sorted.isEmpty()) {
      return Duration.ZERO;
    }
    var rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(1, rank) - 1);
  }
}
