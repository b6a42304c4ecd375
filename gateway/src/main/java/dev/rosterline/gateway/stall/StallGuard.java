package dev.rosterline.gateway.stall;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Gives a query up that has no answer within its time. PostgreSQL bounds its statements itself, but
 * a server that stands still or cannot be reached bounds nothing, and a client would wait for ever.
 *
 * <p>Giving up cancels nothing, which could wedge the connection: it keeps its place in the pool
 * until the server answers or the connection breaks. A queue that is looked through five times a
 * second while there is something in it costs a request less than a timer of its own.
 */
public final class StallGuard {

  private static final int SWEEP_MILLIS = 200;

  private record Running(CompletableFuture<?> work, long begun) {}

  private final Queue<Running> running = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean sweepIsDue = new AtomicBoolean();
  private final long limitNanos;
  private final LongSupplier nanoTime;
  private final Executor later;

  StallGuard(Duration limit, LongSupplier nanoTime, Executor later) {
    this.limitNanos = limit.toNanos();
    this.nanoTime = nanoTime;
    this.later = later;
  }

  public static StallGuard within(Duration limit) {
    return new StallGuard(
        limit,
        System::nanoTime,
        sweep -> Schedulers.parallel().schedule(sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS));
  }

  /** The result of the work, or a failure once its time is over; shielded from cancellation. */
  public <T> Mono<T> shielded(Mono<T> work) {
    Supplier<CompletableFuture<T>> begin =
        () -> {
          CompletableFuture<T> future = work.toFuture();
          if (!future.isDone()) {
            running.add(new Running(future, nanoTime.getAsLong()));
            sweepLater();
          }
          return future;
        };
    return Mono.fromFuture(begin, true);
  }

  private void sweepLater() {
    if (!sweepIsDue.get() && sweepIsDue.compareAndSet(false, true)) {
      later.execute(this::sweep);
    }
  }

  /** Forgets what is done and gives up what is overdue. */
  private void sweep() {
    sweepIsDue.set(false);
    long now = nanoTime.getAsLong();
    running.removeIf(each -> each.work().isDone() || isGivenUp(each, now));
    if (!running.isEmpty()) {
      sweepLater();
    }
  }

  int size() {
    return running.size();
  }

  private boolean isGivenUp(Running each, long now) {
    return now - each.begun() > limitNanos
        && each.work()
            .completeExceptionally(
                new QueryTimeoutException(
                    "PostgreSQL did not answer within "
                        + Duration.ofNanos(limitNanos).toMillis()
                        + " ms"));
  }
}
