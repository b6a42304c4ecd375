package dev.rosterline.local.processes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Decides whether and when a dead child is started again: at most five times a minute, each time a
 * little later.
 */
final class RestartPolicy {

  private static final int MOST = 5;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final Deque<Instant> deaths = new ArrayDeque<>();

  /** The pause before the next start; empty when it died too often. */
  Optional<Duration> afterDeath(Instant now) {
    while (!deaths.isEmpty() && deaths.peekFirst().isBefore(now.minus(WINDOW))) {
      deaths.removeFirst();
    }
    if (deaths.size() == MOST) {
      return Optional.empty();
    }
    var pause = FIRST_PAUSE.multipliedBy(1L << deaths.size());
    deaths.addLast(now);
    return Optional.of(pause);
  }
}
