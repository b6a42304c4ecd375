package dev.rosterline.gateway.access;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Rows of {@code account.own_host}; whoever changes one tells every gateway by it. */
@Component
public class OwnHostStore {

  private static final String COLUMNS = "host, account_id, created_at";

  private final DatabaseClient database;

  public OwnHostStore(DatabaseClient database) {
    this.database = database;
  }

  /** A host and the one account whose tokens it takes. */
  public record OwnHost(String host, UUID account, Instant created) {}

  /** Empty for a host that is nobody's own. */
  public Mono<OwnHost> find(String host) {
    return shielded(
        database
            .sql("select " + COLUMNS + " from account.own_host where host = $1")
            .bind(0, host)
            .map(OwnHostStore::row)
            .one());
  }

  /** Empty for an account that has none. */
  public Mono<OwnHost> of(UUID account) {
    return shielded(
        database
            .sql("select " + COLUMNS + " from account.own_host where account_id = $1")
            .bind(0, account)
            .map(OwnHostStore::row)
            .one());
  }

  public Mono<List<OwnHost>> all() {
    return shielded(
        database
            .sql("select " + COLUMNS + " from account.own_host order by host")
            .map(OwnHostStore::row)
            .all()
            .collectList());
  }

  /** Empty where the host is another account's, or the account has another host. */
  public Mono<OwnHost> give(String host, UUID account) {
    return shielded(
        database
            .sql(
                """
                with made as (
                  insert into account.own_host (host, account_id) values ($1, $2)
                  on conflict do nothing returning host, account_id, created_at)
                select * from made
                union all
                select host, account_id, created_at from account.own_host where host = $1 and account_id = $2
                """)
            .bind(0, host)
            .bind(1, account)
            .map(OwnHostStore::row)
            .first());
  }

  /** How many it was: one or none. */
  public Mono<Long> take(String host) {
    return shielded(
        database
            .sql("delete from account.own_host where host = $1")
            .bind(0, host)
            .fetch()
            .rowsUpdated());
  }

  private static OwnHost row(Readable row) {
    return new OwnHost(
        Objects.requireNonNull(row.get("host", String.class)),
        Objects.requireNonNull(row.get("account_id", UUID.class)),
        Objects.requireNonNull(row.get("created_at", Instant.class)));
  }

  /** A cancelled query can wedge its connection. */
  private static <T> Mono<T> shielded(Mono<T> work) {
    return Mono.fromFuture(work::toFuture, true);
  }
}
