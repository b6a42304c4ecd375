package dev.rosterline.processor.intake;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A fault of database or broker is waited out, ever longer and for ever; nothing is skipped. */
@Component
class FaultPolicy {

  private static final Logger LOG = LoggerFactory.getLogger(FaultPolicy.class);
  private static final Duration SLICE = Duration.ofMillis(100);

  private final IntakeProperties properties;
  private volatile boolean stopping;

  FaultPolicy(IntakeProperties properties) {
    this.properties = properties;
  }

  interface Step {
    void run() throws InterruptedException;
  }

  void stopping() {
    stopping = true;
  }

  void starting() {
    stopping = false;
  }

  /** Repeats until it succeeds, or this process stops. */
  void untilDone(String what, Step step) {
    for (int failures = 0; ; failures++) {
      try {
        step.run();
        return;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        if (stopping) {
          return;
        }
        LOG.warn("{} failed, trying again in {}", what, pause(failures), e);
        sleep(pause(failures));
      }
    }
  }

  Duration pause(int failures) {
    Duration pause = properties.firstPause().multipliedBy(1L << Math.min(failures, 10));
    return pause.compareTo(properties.longestPause()) > 0 ? properties.longestPause() : pause;
  }

  void sleep(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    try {
      while (!stopping && System.nanoTime() < end) {
        Thread.sleep(SLICE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
