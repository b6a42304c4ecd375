package dev.rosterline.gateway.dispatch;

import dev.rosterline.gateway.error.RetryLaterException;
import java.time.Duration;

/**
 * Estimates how long a new command would wait for those before it, and refuses while that is longer
 * than a client would.
 */
final class LagGuard implements Backlog {

  /** Before anything was measured; the first second corrects it. */
  private static final double ASSUMED_PER_SECOND = 2_000;

  private static final double SECOND = 1_000_000_000.0;

  /** One look at the log: how far it goes, and how far the processors are. */
  record Sample(long end, long applied, long nanos) {}

  private final Duration maxLag;
  private Sample last = new Sample(0, 0, 0);
  private boolean measured;
  private double perSecond = ASSUMED_PER_SECOND;
  private volatile long waitSeconds;

  LagGuard(Duration maxLag) {
    this.maxLag = maxLag;
  }

  void check() {
    long wait = waitSeconds;
    if (wait > maxLag.toSeconds()) {
      throw RetryLaterException.unavailable(
          "Changes are processed with a delay of " + wait + " s; come back later",
          Duration.ofSeconds(wait));
    }
  }

  /**
   * What was applied in a second tells how fast the processors are only where all of it had waited
   * before; otherwise they are at least so fast, and may have had little to do. A standstill halves
   * what is believed each time.
   */
  synchronized void observe(Sample sample) {
    if (measured && sample.nanos() > last.nanos()) {
      double rate = (sample.applied() - last.applied()) * SECOND / (sample.nanos() - last.nanos());
      boolean wasFull = sample.applied() < last.end();
      perSecond = Math.max(rate, wasFull ? perSecond / 2 : perSecond);
    }
    long lag = Math.max(0, sample.end() - sample.applied());
    waitSeconds = (long) Math.min(Integer.MAX_VALUE, lag / Math.max(1, perSecond));
    last = sample;
    measured = true;
  }

  /** Who cannot be measured is not refused: the wait for the reply is bounded anyway. */
  synchronized void unknown() {
    measured = false;
    waitSeconds = 0;
  }

  @Override
  public synchronized long waiting() {
    return measured ? Math.max(0, last.end() - last.applied()) : 0;
  }

  long waitSeconds() {
    return waitSeconds;
  }
}
