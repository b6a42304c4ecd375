package dev.rosterline.audit.retention;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
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
   * Drops the rows of an account from before a cut, tallies too; how many rows.
   *
   * @see #dropOthers
   */
  Mono<Long> drop(UUID account, Instant cut) {
    return database
        .sql("select activity.drop_rows_before($1, $2, '{}') as dropped")
        .bind(0, cut)
        .bind(1, account)
        .mapValue(Long.class)
        .first()
        .flatMap(
            dropped ->
                database
                    .sql("delete from activity.tally where account_id = $2 and minute < $1")
                    .bind(0, cut)
                    .bind(1, account)
                    .then()
                    .thenReturn(dropped));
  }

  /** The same for all accounts but these. */
  Mono<Long> dropOthers(Collection<UUID> accounts, Instant cut) {
    UUID[] ids = accounts.toArray(UUID[]::new);
    return database
        .sql("select activity.drop_rows_before($1, null, $2) as dropped")
        .bind(0, cut)
        .bind(1, ids)
        .mapValue(Long.class)
        .first()
        .flatMap(
            dropped ->
                database
                    .sql("delete from activity.tally where account_id <> all($2) and minute < $1")
                    .bind(0, cut)
                    .bind(1, ids)
                    .then()
                    .thenReturn(dropped));
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
