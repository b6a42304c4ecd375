package dev.rosterline.gateway.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.HttpHeaders;

/**
 * How often something may be done: a token bucket, kept as the one instant at which it would be
 * full again. Instants are nanoseconds of one clock.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit
 *     header fields for HTTP</a>
 */
final class Quota {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long nanosEach;
  private final long nanosAhead;
  private final AtomicLong fullAt;
  private final String name;
  private final String policy;

  /**
   * @param name as clients are told it
   * @param burst how often at once; the window of the policy is the time until it is whole again
   */
  Quota(String name, int perSecond, int burst, long now) {
    this.nanosEach = SECOND / perSecond;
    this.nanosAhead = nanosEach * burst;
    this.fullAt = new AtomicLong(now);
    this.name = '"' + name + '"';
    this.policy = this.name + ";q=" + burst + ";w=" + Math.max(1, wholeSeconds(nanosAhead));
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

  /** Whole seconds until all of it is there again. */
  long secondsUntilWhole(long now) {
    return wholeSeconds(taken(now));
  }

  /** Tells the policy, what is left of it, and when it is whole again. */
  void tell(HttpHeaders headers, long now) {
    long taken = taken(now);
    headers.set("RateLimit-Policy", policy);
    headers.set(
        "RateLimit",
        name + ";r=" + Math.max(0, nanosAhead - taken) / nanosEach + ";t=" + wholeSeconds(taken));
  }

  private long taken(long now) {
    return Math.max(0, fullAt.get() - now);
  }

  private static long wholeSeconds(long nanos) {
    return (nanos + SECOND - 1) / SECOND;
  }
}
