package dev.rosterline.audit.retention;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The month partitions of {@code activity.activity}. */
@Component
class MonthStore {

  private final DatabaseClient database;

  MonthStore(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Makes the months around now, drops those that end before a cut and the tallies from before it;
   * how many months were dropped.
   */
  Mono<Integer> tidy(Instant now, Instant cut) {
    return database
        .sql("select activity.ensure_months(($1 at time zone 'UTC')::date)::text")
        .bind(0, now)
        .map(row -> true)
        .first()
        .then(
            database
                .sql("select activity.drop_months_before($1) as dropped")
                .bind(0, cut)
                .mapValue(Integer.class)
                .first())
        .flatMap(
            dropped ->
                database
                    .sql("delete from activity.tally where minute < $1")
                    .bind(0, cut)
                    .then()
                    .thenReturn(dropped));
  }
}
