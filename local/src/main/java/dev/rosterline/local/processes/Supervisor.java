package dev.rosterline.local.processes;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Starts children, keeps the services among them alive, and stops all in reverse order of their
 * start.
 */
public final class Supervisor {

  /** What happens when a child dies while the system is up. */
  public enum OnDeath {
    RESTART,
    REPORT
  }

  /** Until an instance of the same service has the work of a dead one, and has caught up. */
  private static final Duration TAKEOVER = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofMillis(100);

  private final ProcessLedger ledger;
  private final Console console;
  private final SequencedMap<String, Child> children = new LinkedHashMap<>();
  private Runnable onChange = () -> {};
  private boolean watching;
  private boolean stopping;

  public Supervisor(ProcessLedger ledger, Console console) {
    this.ledger = ledger;
    this.console = console;
  }

  /** Starts a child; until {@link #watch} its death is noticed by whoever waits for it. */
  public synchronized Child start(Launch launch, OnDeath onDeath) {
    if (stopping) {
      throw new LocalException("stopping: " + launch.name() + " is not started");
    }
    var child = begin(launch);
    Thread.ofVirtual().name("watch-" + launch.name()).start(() -> follow(child, onDeath));
    return child;
  }

  private Child begin(Launch launch) {
    var child = Child.start(launch);
    children.put(launch.name(), child);
    ledger.started(child);
    return child;
  }

  /**
   * From now on deaths are reported and services restarted; {@code onChange} runs after each
   * restart.
   */
  public synchronized void watch(Runnable onChange) {
    this.onChange = onChange;
    this.watching = true;
  }

  /** The pids by name, in order of the first start. */
  public synchronized Map<String, Long> pids() {
    var pids = new LinkedHashMap<String, Long>();
    children.forEach((name, child) -> pids.put(name, child.pid()));
    return pids;
  }

  private void follow(Child first, OnDeath onDeath) {
    var policy = new RestartPolicy();
    var child = first;
    try {
      while (true) {
        var status = child.awaitExit();
        if (!isWatching()) {
          return;
        }
        console.step(Obituary.of(child, "exited with status " + status));
        if (onDeath == OnDeath.REPORT) {
          console.step(child.name() + " stays down; ./rosterline down and up bring it back");
          return;
        }
        Await.pause(policy.afterDeath(Instant.now()));
        awaitTakeover(child);
        child = restart(child);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A JVM that starts meanwhile would take from the others the cores they need for it. */
  private void awaitTakeover(Child dead) {
    var end = Instant.now().plus(TAKEOVER);
    while (hasSibling(dead) && Instant.now().isBefore(end)) {
      Await.pause(LOOK);
    }
  }

  private synchronized boolean hasSibling(Child dead) {
    return children.values().stream()
        .anyMatch(child -> child.isAlive() && child.service().equals(dead.service()));
  }

  private synchronized boolean isWatching() {
    return watching && !stopping;
  }

  private Child restart(Child dead) {
    Child child;
    Runnable changed;
    synchronized (this) {
      if (stopping) {
        return dead;
      }
      child = begin(dead.launch());
      changed = onChange;
    }
    console.step(child.name() + " started again (pid " + child.pid() + ")");
    changed.run();
    return child;
  }

  /** Stops every child, the last started first. */
  public void stopAll() {
    SequencedMap<String, Child> running;
    synchronized (this) {
      stopping = true;
      running = new LinkedHashMap<>(children);
    }
    for (var child : running.sequencedValues().reversed()) {
      if (child.isAlive()) {
        Signals.stop(child.handle(), child.launch().stopSignal());
        console.step(child.name() + " stopped");
      }
      ledger.stopped(child.name());
    }
    Learning.keep(running.values().stream().map(Child::launch).toList(), console);
  }
}
