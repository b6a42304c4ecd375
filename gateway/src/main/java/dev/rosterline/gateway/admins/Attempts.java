package dev.rosterline.gateway.admins;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts the wrong passwords of each name from each address; a right one forgets them. Requests
 * with the right password may be as many at once as they like, so an attempt counts when it has
 * failed.
 */
final class Attempts {

  /** So much an attacker can make us remember, by inventing names. */
  private static final int REMEMBERED = 10_000;

  /** Who tries, from where. */
  record Key(String name, String address) {}

  private record Count(int made, long begun) {}

  private final int limit;
  private final Duration within;
  private final LongSupplier nanos;
  private final Cache<Key, Count> counts;

  Attempts(int limit, Duration within, LongSupplier nanos) {
    this.limit = limit;
    this.within = within;
    this.nanos = nanos;
    this.counts =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .ticker(nanos::getAsLong)
            .expireAfterWrite(within)
            .build();
  }

  /** Empty when a password may be looked at; else how long until the next may. */
  Optional<Duration> wait(Key key) {
    Count count = counts.getIfPresent(key);
    if (count == null || count.made() < limit) {
      return Optional.empty();
    }
    Duration left = within.minusNanos(nanos.getAsLong() - count.begun());
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }

  void failed(Key key) {
    long now = nanos.getAsLong();
    counts
        .asMap()
        .compute(
            key,
            (_, before) ->
                before == null || now - before.begun() >= within.toNanos()
                    ? new Count(1, now)
                    : new Count(before.made() + 1, before.begun()));
  }

  void succeeded(Key key) {
    counts.invalidate(key);
  }
}
