package dev.rosterline.processor.publishing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what was committed, in order. While one batch is on its way the next one is decided; a batch is sent only when the one
 * before it is acknowledged. Per partition of the command log, what lies below {@link #published} is on its topics.
 *
 * <p>The producer retries for ever (that is its configuration), so an error that gets here is one that no retry mends.
 */
public class Publisher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  private final Producer<byte[], byte[]> producer;
  private final Map<Integer, Long> published = new ConcurrentHashMap<>();
  private CompletableFuture<Void> inFlight = CompletableFuture.completedFuture(null);

  Publisher(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Starts sending a batch as soon as the one before is acknowledged. Called by the one thread that owns the partitions. */
  public synchronized void publish(List<Decided> batch) {
    inFlight.join();
    inFlight = send(batch);
  }

  /** Waits until everything handed over is on its topics. */
  public synchronized void await() {
    inFlight.join();
  }

  /** The next offset to publish of a partition; null before anything was published by this instance. */
  public Long published(int partition) {
    return published.getOrDefault(partition, 0L);
  }

  /** Where publishing of a partition stands according to the database. */
  public void start(int partition, long offset) {
    published.put(partition, offset);
  }

  private CompletableFuture<Void> send(List<Decided> batch) {
    CompletableFuture<?>[] acknowledgements =
        RecordWriter.records(batch).stream().map(this::send).toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(acknowledgements).thenRun(() -> advance(batch));
  }

  private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    producer.send(
        record,
        (_, failure) -> {
          if (failure != null) {
            LOG.error(
                "a record for topic={} partition={} cannot be sent and no retry helps; the ones after it go on",
                record.topic(),
                record.partition(),
                failure);
          }
          acknowledged.complete(null);
        });
    return acknowledged;
  }

  private void advance(List<Decided> batch) {
    for (Decided decided : batch) {
      published.merge(decided.partition(), decided.offset() + 1, Math::max);
    }
  }

  @Override
  public void close() {
    await();
    producer.close();
  }
}
