package dev.rosterline.gateway.reply;

import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ReplyAddress;
import dev.rosterline.contract.ReplyBatch;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.ReplyWire;
import dev.rosterline.contract.wire.UndecodableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads this instance's replies partition from its end, for as long as the service runs.
 *
 * <p>No consumer group: nothing is committed, nothing rebalances. Replies of other instances on the
 * same partition are ignored. Not ready before the position is known: a reply to a request that
 * came earlier would be missed.
 */
public final class ReplyConsumer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ReplyConsumer.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ReplyAddress address;
  private final PendingReplies pending;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private volatile boolean running;
  private volatile boolean positioned;
  private volatile @Nullable Consumer<byte[], byte[]> current;
  private @Nullable Thread thread;

  public ReplyConsumer(
      ReplyAddress address, PendingReplies pending, Supplier<Consumer<byte[], byte[]>> consumers) {
    this.address = address;
    this.pending = pending;
    this.consumers = consumers;
  }

  /** Whether replies to requests that come from now on will be seen. */
  public boolean isPositioned() {
    return positioned;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("replies").daemon().start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    Thread reader = thread;
    if (reader != null) {
      LockSupport.unpark(reader);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops after the web server, whose last requests still wait for replies. */
  @Override
  public int getPhase() {
    return 0;
  }

  private void run() {
    while (running) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        current = consumer;
        follow(consumer);
      } catch (WakeupException e) {
        log.debug("reply consumer is stopping");
      } catch (KafkaException e) {
        log.warn("replies cannot be read; requests are answered from the database meanwhile", e);
        LockSupport.parkNanos(PAUSE.toNanos());
      } finally {
        positioned = false;
        current = null;
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    TopicPartition partition = new TopicPartition(Topics.REPLIES, address.partition());
    consumer.assign(List.of(partition));
    consumer.seekToEnd(List.of(partition));
    consumer.position(partition);
    positioned = true;
    log.info("reading replies partition={} instance={}", partition, address.instance());
    while (running) {
      consumer.poll(POLL).forEach(this::deliver);
    }
  }

  private void deliver(ConsumerRecord<byte[], byte[]> message) {
    try {
      ReplyBatch batch = ReplyWire.read(message.value());
      if (batch.instance().equals(address.instance())) {
        for (Reply reply : batch.replies()) {
          pending.complete(reply);
        }
      }
    } catch (UndecodableException e) {
      log.error(
          "unreadable reply offset={}: {}; those who wait are answered from the database",
          message.offset(),
          e.getMessage());
    }
  }
}
