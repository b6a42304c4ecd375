package dev.rosterline.processor.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Publishes one batch while the next is being applied: replies at once, facts on a thread of its
 * own, never two batches at a time, so that what is said of one key stays in order.
 */
@Component
public class Publisher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  private final Log log;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("publishing").factory());
  private final Semaphore idle = new Semaphore(1);
  private final AtomicInteger underWay = new AtomicInteger();
  private final Map<Integer, Long> published = new ConcurrentHashMap<>();

  public Publisher(Log log, MeterRegistry meters) {
    this.log = log;
    meters.gauge("rosterline.publishing.under.way", underWay);
  }

  /** To the gateways, as soon as it is committed. */
  public void reply(List<Decided> batch) {
    log.tell(Records.replies(batch));
  }

  /**
   * Waits until the batch before is acknowledged, then begins with this one.
   *
   * @param upTo by partition, the offset below which everything is published once this is
   */
  public void publish(List<Decided> batch, Map<Integer, Long> upTo) throws InterruptedException {
    idle.acquire();
    underWay.set(batch.size());
    try {
      thread.execute(() -> write(batch, upTo));
    } catch (RuntimeException e) {
      idle.release();
      throw e;
    }
  }

  private void write(List<Decided> batch, Map<Integer, Long> upTo) {
    try {
      log.write(Records.facts(batch));
      published.putAll(upTo);
    } catch (InterruptedException e) {
      LOG.warn("commands={} published by the next owner of their partitions", batch.size(), e);
      Thread.currentThread().interrupt();
    } finally {
      underWay.set(0);
      idle.release();
    }
  }

  /** Returns when nothing is under way, or the time is over. */
  public boolean settle(long milliseconds) throws InterruptedException {
    boolean settled = idle.tryAcquire(milliseconds, TimeUnit.MILLISECONDS);
    if (settled) {
      idle.release();
    }
    return settled;
  }

  /** By partition, the offset below which everything is on its topic. */
  public Map<Integer, Long> published() {
    return Map.copyOf(published);
  }

  /** Another instance's business from now on. */
  public void forget(int partition) {
    published.remove(partition);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
