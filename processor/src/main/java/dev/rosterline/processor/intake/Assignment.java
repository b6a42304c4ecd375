package dev.rosterline.processor.intake;

import dev.rosterline.processor.database.Database;
import dev.rosterline.processor.intake.OffsetStore.Stored;
import dev.rosterline.processor.intake.Partitions.Range;
import dev.rosterline.processor.publishing.Place;
import dev.rosterline.processor.publishing.Publisher;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.stereotype.Component;

/**
 * Takes partitions over: publishes what their former owner applied but may not have published, then
 * goes on where the database says. A partition whose log does not hold that place is not consumed.
 */
@Component
class Assignment implements ConsumerAwareRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);
  private static final long SETTLE = 10_000;

  private final Database database;
  private final OffsetStore offsets;
  private final Unpublished unpublished;
  private final Partitions partitions;
  private final Publisher publisher;
  private final FaultPolicy faults;
  private final IntakeProperties properties;

  Assignment(
      Database database,
      OffsetStore offsets,
      Unpublished unpublished,
      Partitions partitions,
      Publisher publisher,
      FaultPolicy faults,
      IntakeProperties properties) {
    this.database = database;
    this.offsets = offsets;
    this.unpublished = unpublished;
    this.partitions = partitions;
    this.publisher = publisher;
    this.faults = faults;
    this.properties = properties;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
    if (!assigned.isEmpty()) {
      faults.untilDone("taking over " + assigned, () -> takeOver(consumer, places(assigned)));
    }
  }

  private void takeOver(Consumer<?, ?> consumer, Set<Integer> taken) throws InterruptedException {
    Map<String, String> topicIds = partitions.topicIds();
    Map<Integer, Range> ranges = partitions.ranges(taken);
    Map<Integer, Stored> stored = stored(taken, topicIds, ranges);
    partitions.assigned(taken);
    unpublished.publish(stored.values());
    for (Stored row : stored.values()) {
      position(consumer, row, topicIds, Objects.requireNonNull(ranges.get(row.place())));
    }
    LOG.info("partitions={} taken over", taken);
  }

  private Map<Integer, Stored> stored(
      Set<Integer> taken, Map<String, String> topicIds, Map<Integer, Range> ranges) {
    List<Stored> rows = Objects.requireNonNull(database.transaction(c -> offsets.read(c, taken)));
    if (rows.size() < taken.size()) {
      Map<Integer, Long> first = new TreeMap<>();
      taken.forEach(
          partition -> first.put(partition, Objects.requireNonNull(ranges.get(partition)).first()));
      rows.forEach(row -> first.remove(row.place()));
      rows =
          Objects.requireNonNull(
              database.transaction(
                  c ->
                      offsets
                          .begin(c, topicIds, first, properties.instance())
                          .then(offsets.read(c, taken))));
    }
    Map<Integer, Stored> byPartition = new TreeMap<>();
    rows.forEach(row -> byPartition.put(row.place(), row));
    return byPartition;
  }

  private void position(
      Consumer<?, ?> consumer, Stored row, Map<String, String> topicIds, Range range) {
    TopicPartition where = Place.where(row.place());
    String topicId = Objects.requireNonNull(topicIds.get(where.topic()));
    boolean sameTopic = row.topicId() == null || row.topicId().equals(topicId);
    if (sameTopic && row.next() >= range.first() && row.next() <= range.end()) {
      consumer.seek(where, row.next());
      partitions.at(Map.of(row.place(), row.next()));
      return;
    }
    if (Place.isUrgent(row.place())) {
      skip(consumer, row, topicId, range);
      return;
    }
    partitions.stop(row.place());
    consumer.seek(where, range.end());
    consumer.pause(Set.of(where));
    LOG.error(
        "partition={} offset={} is not in the log (topic {}, offsets {} to {}; expected topic {});"
            + " the partition is not consumed until an operator has set its row in"
            + " directory.consumer_offset right",
        row.place(),
        row.next(),
        topicId,
        range.first(),
        range.end(),
        row.topicId());
  }

  /** What is no longer there to be done ahead will be done in its turn. */
  private void skip(Consumer<?, ?> consumer, Stored row, String topicId, Range range) {
    database.transaction(c -> offsets.skip(c, row, topicId, range.first()));
    consumer.seek(Place.where(row.place()), range.first());
    LOG.warn(
        "{} offset={} is not in the log; goes on at {}, what is between waits its turn",
        Place.where(row.place()),
        row.next(),
        range.first());
  }

  /** Back to where the database says, for partitions that were found elsewhere. */
  void reposition(Consumer<?, ?> consumer, Set<Integer> moved) throws InterruptedException {
    Set<Integer> mine = places(consumer.assignment());
    mine.retainAll(moved);
    if (mine.isEmpty()) {
      return;
    }
    publishOwn(mine);
    Map<String, String> topicIds = partitions.topicIds();
    Map<Integer, Range> ranges = partitions.ranges(mine);
    List<Stored> rows = Objects.requireNonNull(database.transaction(c -> offsets.read(c, mine)));
    for (Stored row : rows) {
      position(consumer, row, topicIds, Objects.requireNonNull(ranges.get(row.place())));
    }
  }

  /**
   * Where the answer to a commit was lost, we have moved the offset ourselves and published nothing
   * of it. Without what another instance has moved: it publishes that, and then more.
   */
  private void publishOwn(Set<Integer> moved) throws InterruptedException {
    publisher.settle(Long.MAX_VALUE);
    savePublished();
    Set<Integer> places = new TreeSet<>(moved);
    moved.forEach(place -> places.add(Place.partition(place)));
    List<Stored> rows = Objects.requireNonNull(database.transaction(c -> offsets.read(c, places)));
    Set<Integer> own = new TreeSet<>();
    rows.stream()
        .filter(row -> moved.contains(row.place()))
        .filter(row -> properties.instance().equals(row.owner()))
        .forEach(row -> own.add(Place.partition(row.place())));
    unpublished.publish(rows.stream().filter(row -> own.contains(row.place())).toList());
  }

  @Override
  public void onPartitionsRevokedBeforeCommit(
      Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
    finish(revoked);
    release(revoked);
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> lost) {
    LOG.info("partitions={} given up without being asked", lost);
    finish(lost);
    release(lost);
  }

  private void finish(Collection<TopicPartition> revoked) {
    try {
      if (!publisher.settle(SETTLE)) {
        LOG.warn(
            "partitions={} given up before all was published; their next owner does it", revoked);
      }
      savePublished();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("partitions={} published offsets not stored; published again later", revoked, e);
    }
  }

  private void release(Collection<TopicPartition> gone) {
    Set<Integer> places = places(gone);
    partitions.revoked(places);
    places.forEach(publisher::forget);
  }

  /** So that it does not lag for ever where no batch follows. */
  void savePublished() {
    Map<Integer, Long> published = publisher.published();
    if (!published.isEmpty()) {
      database.transaction(c -> offsets.published(c, published));
    }
  }

  private static Set<Integer> places(Collection<TopicPartition> where) {
    Set<Integer> places = new TreeSet<>();
    where.forEach(partition -> places.add(Place.of(partition)));
    return places;
  }
}
