package dev.rosterline.processor.intake;

import dev.rosterline.contract.Topics;
import dev.rosterline.processor.publishing.Place;
import dev.rosterline.processor.publishing.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * What the brokers say of the command topics, which of their partitions must not be consumed, and
 * how far the others are; by {@link Place}.
 */
@Component
class Partitions implements Progress {

  /** The log of a partition holds offsets from first (inclusive) to end (exclusive). */
  record Range(long first, long end) {}

  private static final Set<String> TOPICS = Set.of(Topics.COMMANDS, Topics.COMMANDS_URGENT);

  private final Admin admin;
  private final Set<Integer> stopped = ConcurrentHashMap.newKeySet();
  private final Set<Integer> assigned = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Long> applied = new ConcurrentHashMap<>();
  private final Others others = new Others(System::nanoTime);

  Partitions(Admin admin) {
    this.admin = admin;
  }

  /** Kafka's id of each command topic, by name. */
  Map<String, String> topicIds() throws InterruptedException {
    try {
      Map<String, String> ids = new HashMap<>();
      admin
          .describeTopics(TOPICS)
          .allTopicNames()
          .get()
          .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
      return ids;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot describe " + TOPICS, e.getCause());
    }
  }

  Map<Integer, Range> ranges(Set<Integer> places) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    Map<TopicPartition, OffsetSpec> end = new HashMap<>();
    for (int place : places) {
      TopicPartition where = Place.where(place);
      first.put(where, OffsetSpec.earliest());
      end.put(where, OffsetSpec.latest());
    }
    try {
      var firsts = admin.listOffsets(first).all().get();
      var ends = admin.listOffsets(end).all().get();
      Map<Integer, Range> ranges = new TreeMap<>();
      firsts.forEach(
          (where, offset) ->
              ranges.put(
                  Place.of(where),
                  new Range(offset.offset(), Objects.requireNonNull(ends.get(where)).offset())));
      return ranges;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot list offsets of " + TOPICS, e.getCause());
    }
  }

  void assigned(Set<Integer> partitions) {
    assigned.addAll(partitions);
    stopped.removeAll(partitions);
  }

  void revoked(Set<Integer> partitions) {
    assigned.removeAll(partitions);
    applied.keySet().removeAll(partitions);
    stopped.removeAll(partitions);
  }

  void stop(int partition) {
    stopped.add(partition);
  }

  boolean isStopped(int partition) {
    return stopped.contains(partition);
  }

  Set<Integer> stopped() {
    return Set.copyOf(stopped);
  }

  void applied(Batch batch) {
    at(batch.next());
    others.applied(batch.items());
  }

  /** Committed: all that is before the offsets. */
  void at(Map<Integer, Long> next) {
    applied.putAll(next);
  }

  @Override
  public boolean isShared() {
    return others.isLately();
  }

  @Override
  public long applied(int place) {
    return applied.getOrDefault(place, 0L);
  }

  /** Whether the partition of the ordered topic that belongs to a place is ours to write. */
  @Override
  public boolean isOwned(int place) {
    int ordered = Place.partition(place);
    return assigned.contains(ordered) && !stopped.contains(ordered);
  }

  Set<Integer> assigned() {
    return Set.copyOf(assigned);
  }
}
