package dev.rosterline.gateway.dispatch;

import java.util.concurrent.atomic.AtomicInteger;

/** What one token may still do: calls of any kind, writes, and how many of these at once. */
final class ClientBudget {

  private final Quota calls;
  private final Quota writes;
  private final int maxInFlight;
  private final AtomicInteger inFlight = new AtomicInteger();

  ClientBudget(DispatchProperties limits, long now) {
    this.calls = new Quota("calls", limits.callsPerSecond(), limits.callsPerSecond(), now);
    this.writes = new Quota("writes", limits.requestsPerSecond(), limits.burst(), now);
    this.maxInFlight = limits.maxInFlightPerToken();
  }

  Quota calls() {
    return calls;
  }

  Quota writes() {
    return writes;
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
