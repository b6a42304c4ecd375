package dev.rosterline.gateway.dispatch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rosterline.gateway.access.Caller;
import dev.rosterline.gateway.error.RetryLaterException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Decides whether there is room for one more write: by rate and by what is under way. */
final class Admission {

  private static final int MAX_TOKENS = 10_000;

  private final Cache<UUID, ClientBudget> budgets =
      Caffeine.newBuilder()
          .maximumSize(MAX_TOKENS)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build();
  private final DispatchProperties properties;
  private final LongSupplier nanoTime;
  private final Bulkhead instance;

  Admission(DispatchProperties properties, LongSupplier nanoTime) {
    this.properties = properties;
    this.nanoTime = nanoTime;
    this.instance =
        Bulkhead.of(
            "writes",
            BulkheadConfig.custom()
                .maxConcurrentCalls(properties.maxInFlight())
                .maxWaitDuration(Duration.ZERO)
                .build());
  }

  /** Counts a request against the token's rate. */
  void rate(Caller caller) {
    if (!budget(caller).take(nanoTime.getAsLong())) {
      throw RetryLaterException.tooMany(
          "This token may make " + properties.requestsPerSecond() + " changes a second");
    }
  }

  /** Takes a place among the requests under way; run the result once to give it back. */
  Runnable enter(Caller caller) {
    ClientBudget budget = budget(caller);
    if (!budget.enter()) {
      throw RetryLaterException.tooMany(
          "This token may have " + properties.maxInFlightPerToken() + " changes under way");
    }
    if (!instance.tryAcquirePermission()) {
      budget.leave();
      throw RetryLaterException.tooMany("Too many changes are under way");
    }
    return () -> {
      instance.onComplete();
      budget.leave();
    };
  }

  int inFlight() {
    Bulkhead.Metrics metrics = instance.getMetrics();
    return metrics.getMaxAllowedConcurrentCalls() - metrics.getAvailableConcurrentCalls();
  }

  private ClientBudget budget(Caller caller) {
    UUID token = caller.source().tokenId();
    return budgets.get(
        token == null ? caller.account().value() : token,
        key ->
            new ClientBudget(
                properties.requestsPerSecond(),
                properties.burst(),
                properties.maxInFlightPerToken(),
                nanoTime.getAsLong()));
  }
}
