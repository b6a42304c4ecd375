package dev.rosterline.processor.intake;

import dev.rosterline.contract.Topics;
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

/** What the brokers say of the commands topic, and which of its partitions must not be consumed. */
@Component
class Partitions {

  /** The log of a partition holds offsets from first (inclusive) to end (exclusive). */
  record Range(long first, long end) {}

  private final Admin admin;
  private final Set<Integer> stopped = ConcurrentHashMap.newKeySet();
  private final Set<Integer> assigned = ConcurrentHashMap.newKeySet();

  Partitions(Admin admin) {
    this.admin = admin;
  }

  String topicId() throws InterruptedException {
    try {
      var topics = admin.describeTopics(Set.of(Topics.COMMANDS)).allTopicNames().get();
      return Objects.requireNonNull(topics.get(Topics.COMMANDS)).topicId().toString();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot describe " + Topics.COMMANDS, e.getCause());
    }
  }

  Map<Integer, Range> ranges(Set<Integer> partitions) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    Map<TopicPartition, OffsetSpec> end = new HashMap<>();
    for (int partition : partitions) {
      TopicPartition where = new TopicPartition(Topics.COMMANDS, partition);
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
                  where.partition(),
                  new Range(offset.offset(), Objects.requireNonNull(ends.get(where)).offset())));
      return ranges;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot list offsets of " + Topics.COMMANDS, e.getCause());
    }
  }

  void assigned(Set<Integer> partitions) {
    assigned.addAll(partitions);
    stopped.removeAll(partitions);
  }

  void revoked(Set<Integer> partitions) {
    assigned.removeAll(partitions);
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

  Set<Integer> assigned() {
    return Set.copyOf(assigned);
  }
}
