package dev.rosterline.audit.activity;

import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How far the log of an account has come. The time of a row is when it was asked for, so a row that
 * is recorded late is not the newest by its time; but it begins a link of a chain, always.
 */
@Component
class NewestStore {

  /** One row for each partition of the outcomes topic, by the primary key. */
  private static final String NEWEST =
      "select coalesce(sum(seq), 0)::int8 as newest from activity.chain_head where account_id = $1";

  private final DatabaseClient database;

  NewestStore(DatabaseClient database) {
    this.database = database;
  }

  /** A number that grows with every batch that is recorded; 0 before the first. */
  Mono<Long> newest(UUID account) {
    Mono<Long> newest =
        database
            .sql(NEWEST)
            .bind(0, account)
            .map(row -> Objects.requireNonNull(row.get("newest", Long.class)))
            .one();
    // Never cancelled: the driver would wedge the connection.
    return Mono.fromFuture(newest::toFuture, true);
  }
}
