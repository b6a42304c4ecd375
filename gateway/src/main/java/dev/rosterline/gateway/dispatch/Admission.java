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
import org.springframework.http.HttpHeaders;

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

  /** Counts a request of any kind, and tells the client what is left. */
  void call(Caller caller, HttpHeaders answered) {
    long now = nanoTime.getAsLong();
    Quota calls = budget(caller).calls();
    boolean admitted = calls.take(now);
    calls.tell(answered, now);
    if (!admitted) {
      throw RetryLaterException.tooMany(
          "This token may make " + properties.callsPerSecond() + " requests a second",
          Duration.ofSeconds(calls.secondsUntilWhole(now)));
    }
  }

  /** Counts a write. Its client is told of the writes that are left: they are fewer. */
  void write(Caller caller, HttpHeaders answered) {
    long now = nanoTime.getAsLong();
    Quota writes = budget(caller).writes();
    boolean admitted = writes.take(now);
    writes.tell(answered, now);
    if (!admitted) {
      throw tooManyWrites(writes, now);
    }
  }

  /** Counts one operation of a bulk request as a write. */
  void operation(Caller caller) {
    long now = nanoTime.getAsLong();
    Quota writes = budget(caller).writes();
    if (!writes.take(now)) {
      throw tooManyWrites(writes, now);
    }
  }

  private RetryLaterException tooManyWrites(Quota writes, long now) {
    return RetryLaterException.tooMany(
        "This token may make " + properties.requestsPerSecond() + " changes a second",
        Duration.ofSeconds(writes.secondsUntilWhole(now)));
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
        _ -> new ClientBudget(properties, nanoTime.getAsLong()));
  }
}
