package dev.rosterline.processor.intake;

import dev.rosterline.processor.database.Database;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What goes on beside the batches: room for outcomes, published offsets, an end on bad errors. */
@Component
class IntakeUpkeep implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(IntakeUpkeep.class);
  private static final int SOFTWARE_FAULT = 70;

  private final Database database;
  private final OutcomeStore outcomes;
  private final Assignment assignment;
  private final FaultPolicy faults;
  private final Duration kept;
  private volatile boolean running;

  IntakeUpkeep(
      Database database,
      OutcomeStore outcomes,
      Assignment assignment,
      FaultPolicy faults,
      IntakeProperties properties) {
    this.database = database;
    this.outcomes = outcomes;
    this.assignment = assignment;
    this.faults = faults;
    this.kept = properties.outcomesKept();
  }

  /** Before the consumers, so that no outcome lands outside its day. */
  @Override
  public void start() {
    faults.starting();
    faults.untilDone("making room for outcomes", this::ensurePartitions);
    running = true;
  }

  /** Once the consumers are stopped, since lifecycles stop in reverse order. */
  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return 0;
  }

  @Scheduled(fixedDelay = 6, initialDelay = 6, timeUnit = TimeUnit.HOURS)
  void ensurePartitionsDaily() {
    try {
      ensurePartitions();
    } catch (RuntimeException e) {
      LOG.error("no room made for the outcomes of the days to come; tried again in 6 hours", e);
    }
  }

  /** Beyond what the log of commands holds, nothing can be delivered again. */
  @Scheduled(fixedDelay = 6 * 60, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
  void dropOldOutcomes() {
    LocalDate before = LocalDate.now(ZoneOffset.UTC).minusDays(kept.toDays());
    try {
      Integer dropped = database.transaction(c -> outcomes.dropBefore(c, before));
      if (dropped != null && dropped > 0) {
        LOG.info("days={} of outcomes before {} dropped", dropped, before);
      }
    } catch (RuntimeException e) {
      LOG.warn("old outcomes not dropped; tried again in 6 hours", e);
    }
  }

  private void ensurePartitions() {
    database.transaction(c -> outcomes.ensurePartitions(c, LocalDate.now(ZoneOffset.UTC)));
  }

  @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.SECONDS)
  void savePublished() {
    try {
      assignment.savePublished();
    } catch (RuntimeException e) {
      LOG.warn("published offsets not stored; tried again in a second", e);
    }
  }

  @EventListener
  void onClosing(ContextClosedEvent event) {
    faults.stopping();
  }

  /** An Error ends a consumer silently; better the whole process ends and is started anew. */
  @EventListener
  void onStopped(ConsumerStoppedEvent event) {
    if (event.getReason() != ConsumerStoppedEvent.Reason.NORMAL) {
      LOG.error("reason={} a consumer has stopped; the process exits", event.getReason());
      Thread.ofPlatform().start(() -> System.exit(SOFTWARE_FAULT));
    }
  }
}
