package dev.rosterline.processor.intake;

import dev.rosterline.contract.Topics;
import dev.rosterline.processor.database.Database;
import dev.rosterline.processor.publishing.Decided;
import dev.rosterline.processor.publishing.Publisher;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where this instance stands in each partition it owns. The database is the truth; Kafka's committed offsets only feed lag
 * tools.
 */
@Component
class Positions {

  private static final Logger LOG = LoggerFactory.getLogger(Positions.class);
  private static final int RECOVERY_PAGE = 200;

  private final Database database;
  private final Publisher publisher;
  private final Admin admin;
  private final String instance;
  private final Map<Integer, Long> next = new ConcurrentHashMap<>();
  private final Set<Integer> stopped = ConcurrentHashMap.newKeySet();

  Positions(Database database, Publisher publisher, Admin admin, @Value("${rosterline.instance}") String instance) {
    this.database = database;
    this.publisher = publisher;
    this.admin = admin;
    this.instance = instance;
  }

  /** The next offset to apply; null for a partition that this instance does not work on. */
  @Nullable Long next(int partition) {
    return next.get(partition);
  }

  void applied(int partition, long newNext) {
    next.put(partition, newNext);
  }

  /** Applies nothing more of a partition; health goes down. */
  void stop(int partition) {
    next.remove(partition);
    stopped.add(partition);
  }

  Set<Integer> stopped() {
    return stopped;
  }

  String instance() {
    return instance;
  }

  /**
   * Takes over partitions: publishes what a predecessor committed and did not tell, then says where to go on.
   *
   * @return the offset to seek to, by partition; a partition whose log does not fit what was applied is left out, and alarmed
   */
  Map<Integer, Long> assigned(Collection<Integer> partitions) {
    Map<Integer, long[]> ends = ends(partitions);
    String topicId = topicId();
    Map<Integer, OffsetStore.Position> stored =
        database.inTransaction(
            sql -> {
              ends.forEach(
                  (part, range) -> OffsetStore.create(sql, Topics.COMMANDS, part, topicId, range[0], instance));
              return OffsetStore.positions(sql, Topics.COMMANDS, partitions);
            });
    Map<Integer, Long> seeks = new HashMap<>();
    stored.forEach(
        (part, position) -> {
          if (fits(part, position, topicId, ends.get(part))) {
            publishRest(part, position);
            next.put(part, position.next());
            stopped.remove(part);
            seeks.put(part, position.next());
          } else {
            next.remove(part);
            stopped.add(part);
          }
        });
    return seeks;
  }

  void revoked(Collection<Integer> partitions) {
    partitions.forEach(next::remove);
    partitions.forEach(stopped::remove);
  }

  /** After a batch was refused by the fence. */
  Map<Integer, Long> reload(Collection<Integer> partitions) {
    Map<Integer, Long> seeks = new HashMap<>();
    database
        .inTransaction(sql -> OffsetStore.positions(sql, Topics.COMMANDS, partitions))
        .forEach((part, position) -> seeks.put(part, position.next()));
    next.putAll(seeks);
    return seeks;
  }

  /** Writes down what is published, so that a successor need not send it again. */
  void markPublished() {
    Map<Integer, Long> published =
        next.keySet().stream().collect(Collectors.toMap(part -> part, publisher::published));
    if (!published.isEmpty()) {
      database.inTransaction(
          sql -> {
            OffsetStore.markPublished(sql, Topics.COMMANDS, published);
            return true;
          });
    }
  }

  private static boolean fits(
      int partition, OffsetStore.Position position, String topicId, long @Nullable [] range) {
    boolean sameTopic = position.topicId().isEmpty() || position.topicId().equals(topicId);
    if (range != null && sameTopic && position.next() >= range[0] && position.next() <= range[1]) {
      return true;
    }
    LOG.error(
        "partition={} of {} does not fit the directory: applied up to {}, the log holds {} to {}, same topic: {};"
            + " the partition is stopped until an operator decides",
        partition,
        Topics.COMMANDS,
        position.next(),
        range == null ? "?" : range[0],
        range == null ? "?" : range[1],
        sameTopic);
    return false;
  }

  private void publishRest(int partition, OffsetStore.Position position) {
    publisher.start(partition, position.published());
    long from = position.published();
    while (from < position.next()) {
      long start = from;
      List<Decided> rest =
          database.inTransaction(
              sql -> OutcomeStore.decided(sql, partition, start, position.next(), RECOVERY_PAGE));
      if (rest.isEmpty()) {
        break;
      }
      publisher.publish(rest);
      from = rest.getLast().offset() + 1;
      LOG.info("partition={} published {} outcomes a predecessor had committed", partition, rest.size());
    }
    publisher.await();
    publisher.start(partition, position.next());
  }

  private String topicId() {
    try {
      return admin
          .describeTopics(List.of(Topics.COMMANDS))
          .allTopicNames()
          .get()
          .get(Topics.COMMANDS)
          .topicId()
          .toString();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot describe " + Topics.COMMANDS, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Map<Integer, long[]> ends(Collection<Integer> partitions) {
    Map<Integer, long[]> ends = new HashMap<>();
    Map<Integer, Long> first = offsets(partitions, OffsetSpec.earliest());
    offsets(partitions, OffsetSpec.latest()).forEach((part, last) -> ends.put(part, new long[] {first.get(part), last}));
    return ends;
  }

  private Map<Integer, Long> offsets(Collection<Integer> partitions, OffsetSpec spec) {
    try {
      Map<Integer, Long> offsets = new HashMap<>();
      admin
          .listOffsets(
              partitions.stream()
                  .collect(Collectors.toMap(part -> new TopicPartition(Topics.COMMANDS, part), _ -> spec)))
          .all()
          .get()
          .forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
      return offsets;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot list offsets of " + Topics.COMMANDS, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
