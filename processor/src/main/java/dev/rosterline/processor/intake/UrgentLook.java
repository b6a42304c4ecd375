package dev.rosterline.processor.intake;

import dev.rosterline.contract.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks for urgent records alone. A consumer that is behind has thousands of records in its hands
 * already and does not ask a broker for more before they are gone; what is urgent would come after
 * them. Partitions that are paused keep what was fetched and do not count, so for a moment the
 * ordered ones are. Only while a consumer is behind, and seldom enough to cost it little.
 */
final class UrgentLook {

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
    consumer.pause(ordered);
    try {
      return consumer.poll(LOOK);
    } finally {
      ordered.retainAll(consumer.assignment());
      consumer.resume(ordered);
      next = nanoTime.getAsLong() + EVERY.toNanos();
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
