package dev.rosterline.acceptance.ledger;

import dev.rosterline.acceptance.system.Processes;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Kills a processor at random, again and again; the launcher starts it anew. */
final class ProcessorKiller implements AutoCloseable {

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final CountDownLatch left;

  private ProcessorKiller(int kills) {
    this.left = new CountDownLatch(kills);
  }

  static ProcessorKiller start(Processes processes, int kills, Duration every, Random random) {
    var killer = new ProcessorKiller(kills);
    killer.clock.scheduleAtFixedRate(
        () -> killer.kill(processes, random),
        every.toMillis(),
        every.toMillis(),
        TimeUnit.MILLISECONDS);
    return killer;
  }

  private void kill(Processes processes, Random random) {
    if (left.getCount() == 0) {
      return;
    }
    var alive =
        processes.processors().stream()
            .filter(name -> ProcessHandle.of(processes.pid(name)).isPresent())
            .toList();
    if (!alive.isEmpty()) {
      processes.kill(alive.get(random.nextInt(alive.size())));
      left.countDown();
    }
  }

  boolean awaitAll(Duration limit) {
    try {
      return left.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
