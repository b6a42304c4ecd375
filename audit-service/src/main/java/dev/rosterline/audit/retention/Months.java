package dev.rosterline.audit.retention;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps the months in order: those to come exist, those past keeping are gone. */
@Component
class Months {

  private static final Logger LOG = LoggerFactory.getLogger(Months.class);

  private final MonthStore store;
  private final RetentionProperties properties;
  private final Clock clock;

  Months(MonthStore store, RetentionProperties properties, Clock clock) {
    this.store = store;
    this.properties = properties;
    this.clock = clock;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Scheduled(cron = "0 20 0 * * *")
  void tidy() {
    Instant now = clock.instant();
    try {
      tidy(now, now.minus(properties.longest()));
      properties.accounts().forEach((account, keep) -> drop(store.drop(account, now.minus(keep))));
      if (properties.keep().compareTo(properties.longest()) < 0) {
        drop(store.dropOthers(properties.accounts().keySet(), now.minus(properties.keep())));
      }
    } catch (RuntimeException e) {
      // Months exist ahead of time and rows without one are kept, so that recording goes on.
      LOG.error("the months of the activity log were not tidied; tried again tomorrow", e);
    }
  }

  /** Where accounts keep theirs for different times, months cannot go whole. */
  private static void drop(Mono<Long> work) {
    Long rows = Mono.fromFuture(work::toFuture, true).block();
    if (rows != null && rows > 0) {
      LOG.info("dropped rows={} of activity past their account's time", rows);
    }
  }

  private void tidy(Instant now, Instant cut) {
    Integer dropped = Mono.fromFuture(() -> store.tidy(now, cut).toFuture(), true).block();
    if (dropped != null && dropped > 0) {
      LOG.info("dropped months={} of activity that ended before={}", dropped, cut);
    }
  }
}
