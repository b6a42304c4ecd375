package dev.rosterline.processor.database;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has tables analyzed that have doubled since they were. Connections keep their plans until then,
 * and the plan for an empty table may walk a whole index for each look-up: autovacuum, which comes
 * by once a minute, would be too late for a first sync.
 */
@Component
class Statistics {

  private static final Logger LOG = LoggerFactory.getLogger(Statistics.class);

  private final Database database;
  private final StatisticsStore store;

  Statistics(Database database, StatisticsStore store) {
    this.database = database;
    this.store = store;
  }

  @Scheduled(fixedDelay = 2, initialDelay = 2, timeUnit = TimeUnit.SECONDS)
  void refresh() {
    try {
      for (String table : Objects.requireNonNull(database.transaction(store::doubled))) {
        database.transaction(connection -> store.analyze(connection, table));
        LOG.info("table={} analyzed, it had doubled", table);
      }
    } catch (RuntimeException e) {
      LOG.warn("tables not analyzed; tried again in two seconds", e);
    }
  }
}
