package dev.rosterline.processor.erasure;

import dev.rosterline.contract.NamePattern;
import dev.rosterline.processor.erasure.TraceStore.Person;
import dev.rosterline.processor.erasure.TraceStore.Trace;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Goes through the outcomes that are kept, for everybody who is to be forgotten, until nothing is
 * found any more. Again and again, because an outcome must be published before it is emptied, and
 * because commands that were under way may still add one.
 */
@Component
public class TraceSweeper {

  private static final Logger LOG = LoggerFactory.getLogger(TraceSweeper.class);

  private final TraceStore traces;
  private final ManagerNames managers;
  private final Duration kept;

  TraceSweeper(
      TraceStore traces,
      ManagerNames managers,
      @Value("${rosterline.intake.outcomes-kept:14d}") Duration kept) {
    this.traces = traces;
    this.managers = managers;
    this.kept = kept;
  }

  @Scheduled(fixedDelayString = "${rosterline.erasure.interval:5s}")
  void sweep() {
    try {
      traces.open().forEach(this::forget);
    } catch (RuntimeException e) {
      LOG.warn("traces of people to be forgotten were not erased, tried again soon", e);
    }
  }

  private void forget(Person person) {
    List<Trace> own = traces.own(person);
    List<String> resources =
        Stream.concat(Stream.of(person.member().toString()), own.stream().map(Trace::resource))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    Set<String> names =
        own.stream()
            .map(Trace::subject)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    names.addAll(person.names());
    traces.remember(person, names);
    boolean named = managers.drop(person, resources, names);
    names.addAll(resources);
    String pattern = NamePattern.ofAny(names);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    LocalDate first = today.minusDays(kept.toDays() + 2);
    long left =
        first
            .datesUntil(today.plusDays(2))
            .mapToLong(day -> traces.scrub(person, resources, pattern, day))
            .sum();
    if (left == 0 && !named && person.settled()) {
      traces.done(person);
      LOG.info("member={} of account={} is forgotten", person.member(), person.account());
    }
  }
}
