package dev.rosterline.gateway.admin;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps in {@code account.replay} which failed operations were done again. */
@Component
class ReplayStore implements ReplayClaims {

  /** What failed again may be tried again; so may what nobody has heard of for long. */
  private static final String CLAIM =
      """
      insert into account.replay as r (account_id, operation_id) values ($1, $2)
      on conflict (account_id, operation_id) do update set begun_at = now(), status = null
       where r.status >= 400 or (r.status is null and r.begun_at < now() - interval '5 minutes')
      returning true as claimed
      """;

  private static final String ENDED =
      """
      insert into account.replay (account_id, operation_id, status) values ($1, $2, $3)
      on conflict (account_id, operation_id) do update set status = excluded.status
      """;

  private final DatabaseClient database;

  ReplayStore(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Boolean> claim(UUID account, UUID operation) {
    return shielded(
        database
            .sql(CLAIM)
            .bind(0, account)
            .bind(1, operation)
            .map(_ -> true)
            .one()
            .defaultIfEmpty(false));
  }

  @Override
  public Mono<Void> ended(UUID account, UUID operation, int status) {
    return shielded(
        database
            .sql(ENDED)
            .bind(0, account)
            .bind(1, operation)
            .bind(2, (short) status)
            .fetch()
            .rowsUpdated()
            .then());
  }

  /** A query that is cancelled can wedge its connection. */
  private static <T> Mono<T> shielded(Mono<T> work) {
    return Mono.fromFuture(work::toFuture, true);
  }
}
