package dev.rosterline.processor.intake;

import dev.rosterline.contract.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for urgent records alone. A consumer that is behind has thousands of records in its hands
 * already and does not ask a broker for more before they are gone; what is urgent would come after
 * them. Partitions that are paused keep what was fetched and do not count, so for a moment the
 * ordered ones are. Only while a consumer is behind, and seldom enough to cost it little.
 */
final class UrgentLook {

  private static final Logger LOG = LoggerFactory.getLogger(UrgentLook.class);
  private static final Duration EVERY = Duration.ofMillis(400);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Consumer<byte[], byte[]> consumer;
  private final LongSupplier nanoTime;
  private long next;

  UrgentLook(Consumer<byte[], byte[]> consumer, LongSupplier nanoTime) {
    this.consumer = consumer;
    this.nanoTime = nanoTime;
    this.next = nanoTime.getAsLong();
  }

  ConsumerRecords<byte[], byte[]> poll() {
    if (nanoTime.getAsLong() - next < 0) {
      return ConsumerRecords.empty();
    }
    Set<TopicPartition> ordered = ordered();
    try {
      consumer.pause(ordered);
      return consumer.poll(LOOK);
    } catch (IllegalStateException e) {
      LOG.info("partitions={} are being rebalanced, no look ahead: {}", ordered, e.getMessage());
      return ConsumerRecords.empty();
    } finally {
      ordered.forEach(this::resume);
      next = nanoTime.getAsLong() + EVERY.toNanos();
    }
  }

  /**
   * One at a time: a partition may be gone although {@code assignment()} has not heard of it, and
   * of several the consumer resumes only those before it. The others would stay paused for good.
   */
  private void resume(TopicPartition where) {
    try {
      consumer.resume(Set.of(where));
    } catch (IllegalStateException e) {
      LOG.debug("partition={} is somebody else's now", where, e);
    }
  }

  /** Without those that are paused for another reason. */
  private Set<TopicPartition> ordered() {
    Set<TopicPartition> ordered = new HashSet<>(consumer.assignment());
    ordered.removeIf(where -> where.topic().equals(Topics.COMMANDS_URGENT));
    ordered.removeAll(consumer.paused());
    return ordered;
  }
}
