package dev.rosterline.processor.intake;

import dev.rosterline.contract.Topics;
import dev.rosterline.processor.database.Database;
import dev.rosterline.processor.intake.OffsetStore.Stored;
import dev.rosterline.processor.publishing.Decided;
import dev.rosterline.processor.publishing.Place;
import dev.rosterline.processor.publishing.Publisher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Publishes what the former owner of a partition applied but may not have published. What was done
 * ahead of commands belongs to the same members, so it is published by the same owner, in the order
 * in which both were decided: else an older state would be the last word of the compacted topic.
 */
@Component
class Unpublished {

  private static final Logger LOG = LoggerFactory.getLogger(Unpublished.class);
  private static final int PAGE = 500;

  /** Batches of a partition follow each other, and have one time each; urgent records go first. */
  private static final Comparator<Decided> AS_DECIDED =
      Comparator.comparing((Decided decided) -> decided.outcome().decidedAt())
          .thenComparing(decided -> !Place.isUrgent(decided.place()))
          .thenComparing(Decided::offset);

  private final Database database;
  private final OffsetStore offsets;
  private final OutcomeStore outcomes;
  private final Publisher publisher;

  Unpublished(Database database, OffsetStore offsets, OutcomeStore outcomes, Publisher publisher) {
    this.database = database;
    this.offsets = offsets;
    this.outcomes = outcomes;
    this.publisher = publisher;
  }

  /** Returns when everything of these places, and ahead of them, is on its topic. */
  void publish(Collection<Stored> taken) throws InterruptedException {
    List<Stored> ordered = taken.stream().filter(row -> !Place.isUrgent(row.place())).toList();
    Map<Integer, Stored> urgent = urgent(ordered);
    for (Stored row : ordered) {
      publish(row, urgent.get(row.place()));
    }
  }

  private void publish(Stored row, @Nullable Stored urgent) throws InterruptedException {
    List<Decided> ahead = urgent == null ? new ArrayList<>() : all(urgent);
    if (row.published() == row.next() && ahead.isEmpty()) {
      return;
    }
    LOG.info(
        "partition={} from={} to={} published again after a stop",
        row.place(),
        row.published(),
        row.next());
    for (long from = row.published(); from < row.next(); ) {
      List<Decided> page = page(row, from);
      from = page.size() < PAGE ? row.next() : page.getLast().offset() + 1;
      publisher.publish(withEarlier(ahead, page), Map.of(row.place(), from));
    }
    if (urgent != null && urgent.published() < urgent.next()) {
      publisher.publish(ahead, Map.of(urgent.place(), urgent.next()));
    }
    publisher.settle(Long.MAX_VALUE);
  }

  /** A page, and what was decided ahead of others before its end, which is taken from the rest. */
  private static List<Decided> withEarlier(List<Decided> ahead, List<Decided> page) {
    List<Decided> merged = new ArrayList<>(page);
    while (!ahead.isEmpty()
        && !page.isEmpty()
        && AS_DECIDED.compare(ahead.getFirst(), page.getLast()) < 0) {
      merged.add(ahead.removeFirst());
    }
    merged.sort(AS_DECIDED);
    return merged;
  }

  private List<Decided> all(Stored row) {
    List<Decided> all = new ArrayList<>();
    for (long from = row.published(); from < row.next(); ) {
      List<Decided> page = page(row, from);
      all.addAll(page);
      from = page.size() < PAGE ? row.next() : page.getLast().offset() + 1;
    }
    return all;
  }

  private List<Decided> page(Stored row, long from) {
    return Objects.requireNonNull(
        database.transaction(c -> outcomes.between(c, row.place(), from, row.next(), PAGE)));
  }

  /** By the ordered place they are ahead of. */
  private Map<Integer, Stored> urgent(List<Stored> ordered) {
    Set<Integer> places = new TreeSet<>();
    ordered.forEach(row -> places.add(Place.of(Topics.COMMANDS_URGENT, row.place())));
    Map<Integer, Stored> urgent = new HashMap<>();
    Objects.requireNonNull(database.transaction(c -> offsets.read(c, places)))
        .forEach(row -> urgent.put(Place.partition(row.place()), row));
    return urgent;
  }
}
