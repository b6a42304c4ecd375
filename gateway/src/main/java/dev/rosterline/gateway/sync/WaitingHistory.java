package dev.rosterline.gateway.sync;

import dev.rosterline.gateway.dispatch.Backlog;
import dev.rosterline.gateway.sync.Progress.Waited;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * How much waited in each minute of the last hour. Every gateway looks for itself and remembers in
 * memory: what is told begins with its start.
 */
@Component
class WaitingHistory {

  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final int MINUTES = 60;

  private final Backlog backlog;
  private final Clock clock;
  private final TreeMap<Instant, Long> most = new TreeMap<>();
  private @Nullable Disposable looking;

  WaitingHistory(Backlog backlog, Clock clock) {
    this.backlog = backlog;
    this.clock = clock;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    looking = Flux.interval(LOOK).onBackpressureDrop().subscribe(_ -> look());
  }

  @PreDestroy
  void stop() {
    if (looking != null) {
      looking.dispose();
    }
  }

  synchronized void look() {
    most.merge(minute(), backlog.waiting(), Math::max);
    forget();
  }

  /** The oldest first; minutes before the start are missing. */
  synchronized List<Waited> lastHour() {
    forget();
    return most.entrySet().stream()
        .map(entry -> new Waited(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void forget() {
    most.headMap(minute().minus(MINUTES - 1, ChronoUnit.MINUTES)).clear();
  }

  private Instant minute() {
    return clock.instant().truncatedTo(ChronoUnit.MINUTES);
  }
}
