package dev.rosterline.processor.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Publishes what is applied while more is being applied: replies at once, facts on a thread of its
 * own, in the order in which they were decided. Nobody waits for a fact as an HTTP client waits for
 * its answer, and a request to a broker costs nearly the same for one record as for a hundred: what
 * is applied within the pace goes out together.
 */
@Component
public class Publisher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  /** Commands that may be applied and not published; the next ones have to wait. */
  private static final int ROOM = 1_000;

  /** Commands that are worth a request of their own. */
  private static final int ENOUGH = 250;

  private final Log log;
  private final long pace;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("publishing").factory());
  private final Map<Integer, Long> published = new ConcurrentHashMap<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<Decided> waiting = new ArrayList<>();
  private Map<Integer, Long> waitingUpTo = new HashMap<>();
  private boolean hurried;
  private boolean busy;
  private int underWay;
  private long lastBegan;

  public Publisher(Log log, PublishingProperties properties, MeterRegistry meters) {
    this.log = log;
    this.pace = properties.publishingPace().toNanos();
    this.lastBegan = System.nanoTime() - pace;
    meters.gauge("rosterline.publishing.under.way", this, Publisher::underWay);
  }

  /** To the gateways, as soon as it is committed. */
  public void reply(List<Decided> batch) {
    log.tell(Records.replies(batch));
  }

  /**
   * Takes this to be published after all that came before. Waits while much is still under way.
   *
   * @param upTo by partition, the offset below which everything is published once this is
   */
  public void publish(List<Decided> batch, Map<Integer, Long> upTo) throws InterruptedException {
    lock.lock();
    try {
      while (underWay > 0 && underWay + batch.size() > ROOM) {
        changed.await();
      }
      if (!busy) {
        thread.execute(this::drain);
        busy = true;
      }
      waiting.addAll(batch);
      waitingUpTo.putAll(upTo);
      underWay += batch.size();
      hurried |= batch.stream().anyMatch(decided -> decided.handover() != null);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void drain() {
    try {
      while (next() instanceof Part part) {
        log.write(Records.facts(part.decided()));
        published.putAll(part.upTo());
        done(part);
      }
    } catch (InterruptedException e) {
      LOG.warn("commands={} published by the next owner of their partitions", abandoned(), e);
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // Nothing more is published, so nothing more is applied: the partitions go to somebody else.
      LOG.error("publishing has ended", e);
      throw e;
    }
  }

  private record Part(List<Decided> decided, Map<Integer, Long> upTo) {}

  /** What waits, once it is time; nothing, and the thread is idle, where nothing waits. */
  private @Nullable Part next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (waitingUpTo.isEmpty()) {
        busy = false;
        changed.signalAll();
        return null;
      }
      long left = lastBegan + pace - System.nanoTime();
      while (left > 0 && !hurried && waiting.size() < ENOUGH) {
        left = changed.awaitNanos(left);
      }
      Part part = new Part(waiting, waitingUpTo);
      waiting = new ArrayList<>();
      waitingUpTo = new HashMap<>();
      hurried = false;
      lastBegan = System.nanoTime();
      return part;
    } finally {
      lock.unlock();
    }
  }

  private void done(Part part) {
    lock.lock();
    try {
      underWay -= part.decided().size();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody is to wait for a thread that has ended. */
  private int abandoned() {
    lock.lock();
    try {
      int commands = underWay;
      waiting = new ArrayList<>();
      waitingUpTo = new HashMap<>();
      underWay = 0;
      busy = false;
      changed.signalAll();
      return commands;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when nothing is under way, or the time is over. */
  public boolean settle(long milliseconds) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(milliseconds);
    lock.lock();
    try {
      while (busy && left > 0) {
        hurried = true;
        changed.signalAll();
        left = changed.awaitNanos(left);
      }
      return !busy;
    } finally {
      lock.unlock();
    }
  }

  private int underWay() {
    lock.lock();
    try {
      return underWay;
    } finally {
      lock.unlock();
    }
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
    if (!thread.shutdownNow().isEmpty()) {
      abandoned();
    }
  }
}
