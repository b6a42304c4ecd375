package dev.rosterline.gateway.live;

import dev.rosterline.gateway.error.RetryLaterException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many streams are open, of each session and of all. */
final class Seats {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final int perSession;
  private final int perGateway;
  private final Map<String, Integer> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger all = new AtomicInteger();

  Seats(int perSession, int perGateway) {
    this.perSession = perSession;
    this.perGateway = perGateway;
  }

  /** One of a session's; to be closed once. */
  record Seat(Seats seats, String session) implements AutoCloseable {

    @Override
    public void close() {
      seats.leave(session);
    }
  }

  /** Throws what is answered 429 where the session has too many, and 503 where the gateway has. */
  Seat take(String session) {
    if (all.incrementAndGet() > perGateway) {
      all.decrementAndGet();
      throw RetryLaterException.unavailable(
          "This gateway follows as many pages as it can", RETRY_AFTER);
    }
    int mine = sessions.merge(session, 1, Integer::sum);
    if (mine > perSession) {
      leave(session);
      throw RetryLaterException.tooMany("You have as many pages that follow along as you may");
    }
    return new Seat(this, session);
  }

  int taken() {
    return all.get();
  }

  private void leave(String session) {
    all.decrementAndGet();
    sessions.computeIfPresent(session, (_, count) -> count == 1 ? null : count - 1);
  }
}
