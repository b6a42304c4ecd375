package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.Topics;
import dev.rosterline.gateway.error.RetryLaterException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes to Kafka from one thread of its own, because {@code send} may block for metadata or
 * memory, and must never do so on an event loop. A circuit breaker refuses at once while Kafka is
 * away.
 */
final class KafkaCommandLog implements CommandLog, SmartLifecycle {

  /** With the producer's own 5 s this keeps every answer within the time a client is promised. */
  private static final Duration MAX_QUEUED = Duration.ofSeconds(2);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Logger log = LoggerFactory.getLogger(KafkaCommandLog.class);

  private record Outgoing(
      ProducerRecord<byte[], byte[]> message, Consumer<@Nullable Throwable> done, long since) {}

  private final BlockingQueue<Outgoing> queue;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final CircuitBreaker breaker;
  private volatile boolean running;
  private @Nullable Thread thread;

  KafkaCommandLog(
      Supplier<Producer<byte[], byte[]>> producers, CircuitBreaker breaker, int maxQueued) {
    this.producers = producers;
    this.breaker = breaker;
    this.queue = new ArrayBlockingQueue<>(maxQueued);
  }

  @Override
  public void append(ProducerRecord<byte[], byte[]> message, Consumer<@Nullable Throwable> done) {
    if (!breaker.tryAcquirePermission()) {
      throw RetryLaterException.unavailable("The command log cannot be reached", RETRY_AFTER);
    }
    if (!queue.offer(new Outgoing(message, done, System.nanoTime()))) {
      breaker.releasePermission();
      throw RetryLaterException.unavailable(
          "Too many changes wait to be written down", Duration.ofSeconds(1));
    }
  }

  int queued() {
    return queue.size();
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("command-log").start(this::run);
  }

  /** What is queued is still written. */
  @Override
  public void stop() {
    running = false;
    Thread writer = thread;
    if (writer != null) {
      try {
        writer.join(Duration.ofSeconds(7));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops after the web server, which has no more requests then. */
  @Override
  public int getPhase() {
    return 0;
  }

  private void run() {
    try (Producer<byte[], byte[]> producer = producers.get()) {
      learnPartitions(producer);
      while (running || !queue.isEmpty()) {
        Outgoing next = queue.poll(200, TimeUnit.MILLISECONDS);
        if (next != null) {
          send(producer, next);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** So that the first request need not wait for it. */
  private static void learnPartitions(Producer<byte[], byte[]> producer) {
    try {
      producer.partitionsFor(Topics.COMMANDS);
      producer.partitionsFor(Topics.COMMANDS_URGENT);
    } catch (KafkaException e) {
      log.warn(
          "Kafka does not answer yet: {}; writes are answered 503 until it does", e.toString());
    }
  }

  private void send(Producer<byte[], byte[]> producer, Outgoing next) {
    if (System.nanoTime() - next.since() > MAX_QUEUED.toNanos()) {
      done(next, new TimeoutException("waited too long to be sent"));
      return;
    }
    try {
      producer.send(next.message(), (metadata, failure) -> done(next, failure));
    } catch (KafkaException | IllegalStateException e) {
      done(next, e);
    }
  }

  private void done(Outgoing sent, @Nullable Throwable failure) {
    long took = System.nanoTime() - sent.since();
    if (failure == null || failure instanceof RecordTooLargeException) {
      breaker.onSuccess(took, TimeUnit.NANOSECONDS);
    } else {
      breaker.onError(took, TimeUnit.NANOSECONDS, failure);
    }
    sent.done().accept(failure);
  }
}
