package dev.rosterline.local.processes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decides when a dead child is started again: the more often it died of late, the later, and never
 * not at all, since what it needs may come back.
 */
final class RestartPolicy {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** More doublings than it takes from the first pause to the longest. */
  private static final int DOUBLINGS = 10;

  private final Deque<Instant> deaths = new ArrayDeque<>();

  /** The pause before the next start. */
  Duration afterDeath(Instant now) {
    while (!deaths.isEmpty() && deaths.peekFirst().isBefore(now.minus(WINDOW))) {
      deaths.removeFirst();
    }
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(deaths.size(), DOUBLINGS));
    deaths.addLast(now);
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
