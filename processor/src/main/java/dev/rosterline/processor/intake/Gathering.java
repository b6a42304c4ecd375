package dev.rosterline.processor.intake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes the polls of a busy consumer larger. What a poll returns was fetched while the batch before
 * was being applied, as soon as there was a first record; all that came since is still with the
 * broker. A transaction costs nearly the same for ten commands as for a hundred, so one more poll
 * pays, but only while several commands come together: a client that waits for each answer would
 * wait in vain.
 */
final class Gathering {

  /** Commands together that tell of several clients, or of one that does not wait. */
  private static final int BUSY = 4;

  /** Commands together that are worth the whole wait. */
  private static final int MANY = 32;

  private final Consumer<byte[], byte[]> consumer;
  private final int enough;
  private final Duration wait;
  private final UrgentLook urgent;
  private int last;

  private Gathering(Consumer<byte[], byte[]> consumer, int enough, Duration wait) {
    this.consumer = consumer;
    this.enough = enough;
    this.wait = wait;
    this.urgent = new UrgentLook(consumer, System::nanoTime);
  }

  /**
   * The same consumer with another {@code poll}.
   *
   * @param enough records after which no more are gathered
   * @param wait how long further polls may take together
   */
  @SuppressWarnings("unchecked")
  static Consumer<byte[], byte[]> around(
      Consumer<byte[], byte[]> consumer, int enough, Duration wait) {
    Gathering gathering = new Gathering(consumer, enough, wait);
    return (Consumer<byte[], byte[]>)
        Proxy.newProxyInstance(
            Gathering.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            (_, method, arguments) -> {
              if (method.getName().equals("poll")) {
                return gathering.poll((Duration) arguments[0]);
              }
              try {
                return method.invoke(consumer, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    if (last >= enough / 2) {
      ConsumerRecords<byte[], byte[]> ahead = urgent.poll();
      if (!ahead.isEmpty()) {
        return ahead;
      }
    }
    ConsumerRecords<byte[], byte[]> found = consumer.poll(timeout);
    if (found.isEmpty()) {
      return found;
    }
    long end = System.nanoTime() + worthWaiting();
    long left = worthWaiting();
    while (left > 0 && found.count() < enough) {
      found = together(found, consumer.poll(Duration.ofNanos(left)));
      left = end - System.nanoTime();
    }
    last = found.count();
    return found;
  }

  /** The more came together last time, the more is saved by waiting. */
  private long worthWaiting() {
    return last < BUSY ? 0 : wait.toNanos() * Math.min(last, MANY) / MANY;
  }

  /** A rebalance may have taken partitions away between the two. */
  private ConsumerRecords<byte[], byte[]> together(
      ConsumerRecords<byte[], byte[]> first, ConsumerRecords<byte[], byte[]> second) {
    Set<TopicPartition> mine = consumer.assignment();
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    for (ConsumerRecords<byte[], byte[]> part : List.of(first, second)) {
      for (TopicPartition partition : part.partitions()) {
        if (mine.contains(partition)) {
          records
              .computeIfAbsent(partition, _ -> new ArrayList<>())
              .addAll(part.records(partition));
        }
      }
    }
    Map<TopicPartition, OffsetAndMetadata> next = new LinkedHashMap<>(first.nextOffsets());
    next.putAll(second.nextOffsets());
    next.keySet().retainAll(records.keySet());
    return new ConsumerRecords<>(records, next);
  }
}
