package dev.rosterline.gateway.live;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Follows a number that grows when there is something newer in an account. However many look at an
 * account, one asks for its number; nobody asks when nobody looks.
 */
public final class Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final Function<UUID, Mono<Long>> newest;
  private final Duration every;
  private final Scheduler scheduler;
  private final Map<UUID, Shared> watched = new ConcurrentHashMap<>();

  Watch(Function<UUID, Mono<Long>> newest, Duration every, Scheduler scheduler) {
    this.newest = newest;
    this.every = every;
    this.scheduler = scheduler;
  }

  private record Shared(Flux<Long> numbers, int viewers) {

    Shared with(int more) {
      return new Shared(numbers, viewers + more);
    }
  }

  /**
   * The number as it is and whenever it is another. Who is slow misses some, never the last, and
   * holds nobody else up. It fails for all when nobody can say; the next who looks asks anew.
   */
  public Flux<Long> of(UUID account) {
    return Flux.defer(() -> enter(account).numbers())
        .doFinally(_ -> leave(account))
        .onBackpressureLatest();
  }

  /** Accounts that somebody looks at. */
  int accounts() {
    return watched.size();
  }

  private Shared enter(UUID account) {
    return watched.compute(
        account, (_, shared) -> (shared == null ? new Shared(poll(account), 0) : shared).with(1));
  }

  private void leave(UUID account) {
    watched.computeIfPresent(
        account, (_, shared) -> shared.viewers() == 1 ? null : shared.with(-1));
  }

  /** The next question waits for the answer to the one before. */
  private Flux<Long> poll(UUID account) {
    return Mono.defer(() -> newest.apply(account))
        .repeatWhen(asked -> asked.delayElements(every, scheduler))
        .distinctUntilChanged()
        .doOnError(failure -> LOG.debug("nobody knows what is newest in {}", account, failure))
        .replay(1)
        .refCount();
  }
}
