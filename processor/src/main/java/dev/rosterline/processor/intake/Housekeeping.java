package dev.rosterline.processor.intake;

import dev.rosterline.processor.database.Database;
import org.springframework.context.event.EventListener;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to happen beside the batches: notes of what is published, partitions of tomorrow, and no silent death. */
@Component
class Housekeeping {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final Database database;
  private final Positions positions;

  Housekeeping(Database database, Positions positions) {
    this.database = database;
    this.positions = positions;
  }

  @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT2S")
  void markPublished() {
    positions.markPublished();
  }

  @EventListener(ApplicationReadyEvent.class)
  @Scheduled(cron = "0 10 0 * * *")
  void ensurePartitions() {
    database.inTransaction(
        sql -> {
          OutcomeStore.ensurePartitions(sql);
          return true;
        });
  }

  /** An Error kills a consumer thread and leaves the process looking healthy; a supervisor can only help if it ends. */
  @EventListener
  void onStopped(ConsumerStoppedEvent event) {
    if (event.getReason() != ConsumerStoppedEvent.Reason.NORMAL) {
      LOG.error("a consumer stopped because of {}; the process ends so that it is started anew", event.getReason());
      Runtime.getRuntime().halt(70);
    }
  }
}
