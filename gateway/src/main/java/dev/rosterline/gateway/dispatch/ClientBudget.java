package dev.rosterline.gateway.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one token may still do: a token bucket, kept as the one instant at which it would be full
 * again, and a count of requests under way.
 */
final class ClientBudget {

  private final long nanosEach;
  private final long nanosAhead;
  private final int maxInFlight;
  private final AtomicLong fullAt;
  private final AtomicInteger inFlight = new AtomicInteger();

  ClientBudget(int perSecond, int burst, int maxInFlight, long now) {
    this.nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.nanosAhead = nanosEach * burst;
    this.maxInFlight = maxInFlight;
    this.fullAt = new AtomicLong(now);
  }

  boolean take(long now) {
    while (true) {
      long full = fullAt.get();
      long next = (full - now > 0 ? full : now) + nanosEach;
      if (next - now > nanosAhead) {
        return false;
      }
      if (fullAt.compareAndSet(full, next)) {
        return true;
      }
    }
  }

  boolean enter() {
    if (inFlight.incrementAndGet() > maxInFlight) {
      inFlight.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    inFlight.decrementAndGet();
  }
}
