package dev.rosterline.audit.erasure;

import dev.rosterline.audit.erasure.ErasureStore.Person;
import dev.rosterline.audit.erasure.ErasureStore.Trace;
import dev.rosterline.contract.NamePattern;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Goes through an account's activity, a day at a time, for everybody who is to be forgotten. Again
 * and again for a minute, because outcomes that were under way may come later.
 */
@Component
public class ErasureSweeper {

  private static final Logger LOG = LoggerFactory.getLogger(ErasureSweeper.class);
  private static final Duration DAY = Duration.ofDays(1);

  private final ErasureStore store;
  private final Clock clock;

  ErasureSweeper(ErasureStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${rosterline.erasure.interval:5s}")
  void sweep() {
    try {
      await(store.open()).forEach(this::forget);
    } catch (RuntimeException e) {
      LOG.warn("activity of people to be forgotten was not erased, tried again soon", e);
    }
  }

  private void forget(Person person) {
    Instant end = clock.instant().plus(DAY);
    Instant start = person.first().truncatedTo(ChronoUnit.DAYS);
    Set<String> names = new TreeSet<>(person.names());
    Set<UUID> resources = new HashSet<>(Set.of(person.member()));
    for (Instant day = start; day.isBefore(end); day = day.plus(DAY)) {
      for (Trace trace : await(store.own(person, day, day.plus(DAY)))) {
        if (trace.subject() != null) {
          names.add(trace.subject().toLowerCase(Locale.ROOT));
        }
        if (trace.resource() != null) {
          resources.add(trace.resource());
        }
      }
    }
    await(store.remember(person, List.copyOf(names)));
    long rows = erase(person, names, resources, start, end);
    if (rows > 0) {
      LOG.info("member={} account={} rows={} emptied", person.member(), person.account(), rows);
    }
    if (person.settled()) {
      await(store.done(person).thenReturn(true));
    }
  }

  private long erase(
      Person person, Set<String> names, Set<UUID> resources, Instant start, Instant end) {
    Set<String> words = new TreeSet<>(names);
    resources.forEach(id -> words.add(id.toString()));
    String pattern = NamePattern.ofAny(words);
    long rows = 0;
    for (Instant day = start; day.isBefore(end); day = day.plus(DAY)) {
      rows +=
          await(
              store.erase(
                  person, List.copyOf(resources), List.copyOf(names), pattern, day, day.plus(DAY)));
    }
    return rows;
  }

  /** Never cancelled: the driver would wedge the connection. */
  private static <T> T await(Mono<T> work) {
    return Objects.requireNonNull(Mono.fromFuture(work::toFuture, true).block());
  }
}
