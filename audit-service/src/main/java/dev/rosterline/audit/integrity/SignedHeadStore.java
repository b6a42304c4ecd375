package dev.rosterline.audit.integrity;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps signed heads beside the chains. */
@Component
class SignedHeadStore {

  private final DatabaseClient database;

  SignedHeadStore(DatabaseClient database) {
    this.database = database;
  }

  /** Oldest first. */
  List<SignedHeads> all(UUID account) {
    return list(
        database
            .sql(
                """
                select account_id, signed_at, heads, signature from activity.signed_head
                 where account_id = $1 order by signed_at
                """)
            .bind(0, account)
            .map(SignedHeadStore::read)
            .all()
            .collectList());
  }

  /** Nothing where the last that was signed says the same. */
  void add(SignedHeads signed) {
    list(
        database
            .sql(
                """
                insert into activity.signed_head (account_id, signed_at, heads, signature)
                select $1, $2, $3, $4
                 where $3 is distinct from (select heads from activity.signed_head
                                             where account_id = $1 order by signed_at desc limit 1)
                on conflict do nothing
                """)
            .bind(0, signed.account())
            .bind(1, signed.at())
            .bind(2, signed.heads())
            .bind(3, ByteBuffer.wrap(signed.signature()))
            .fetch()
            .rowsUpdated()
            .map(List::of));
  }

  private static SignedHeads read(Readable row) {
    ByteBuffer buffer = Objects.requireNonNull(row.get("signature", ByteBuffer.class));
    byte[] signature = new byte[buffer.remaining()];
    buffer.get(signature);
    return new SignedHeads(
        Objects.requireNonNull(row.get("account_id", UUID.class)),
        Objects.requireNonNull(row.get("signed_at", Instant.class)),
        Objects.requireNonNull(row.get("heads", String.class)),
        signature);
  }

  /** Never cancelled: the driver would wedge the connection. */
  private static <T> List<T> list(Mono<List<T>> work) {
    return Objects.requireNonNull(Mono.fromFuture(work::toFuture, true).block());
  }
}
