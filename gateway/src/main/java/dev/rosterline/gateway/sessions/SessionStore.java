package dev.rosterline.gateway.sessions;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Rows of {@code account.console_session}. The clock is the database's, for all gateways. */
final class SessionStore {

  /** So many may be on their way to a provider at once; nobody can fill the table by beginning. */
  private static final int BEGUN_AT_MOST = 10_000;

  private static final String FIND =
      """
      select sealed, created_at, used_at from account.console_session where row_key = $1 and ends_at > now()
      """;

  private static final String ADD =
      """
      insert into account.console_session (row_key, sealed, signed_in, ends_at)
      select $1, $2, $3, now() + $4 * interval '1 millisecond'
       where $3 or (select count(*) from account.console_session where not signed_in and ends_at > now()) < %d
      """
          .formatted(BEGUN_AT_MOST);

  private static final String CHANGE =
      """
      update account.console_session
         set sealed = $2, signed_in = $3, used_at = now(), ends_at = now() + $4 * interval '1 millisecond'
       where row_key = $1
      """;

  private static final String USE =
      """
      update account.console_session set used_at = now(), ends_at = now() + $2 * interval '1 millisecond'
       where row_key = $1
      """;

  private final DatabaseClient database;

  SessionStore(DatabaseClient database) {
    this.database = database;
  }

  /** A session as it lies there. */
  record Row(byte[] sealed, Instant createdAt, Instant usedAt) {}

  /** Empty where there is none, or its time is over. */
  Mono<Row> find(byte[] key) {
    return shielded(database.sql(FIND).bind(0, ByteBuffer.wrap(key)).map(SessionStore::row).one());
  }

  /** False where too many have begun and not ended. */
  Mono<Boolean> add(byte[] key, byte[] sealed, boolean signedIn, Duration lives) {
    return write(ADD, key, sealed, signedIn, lives);
  }

  /** False where it has ended meanwhile; it is not brought back by who knew it before. */
  Mono<Boolean> change(byte[] key, byte[] sealed, boolean signedIn, Duration lives) {
    return write(CHANGE, key, sealed, signedIn, lives);
  }

  private Mono<Boolean> write(
      String sql, byte[] key, byte[] sealed, boolean signedIn, Duration lives) {
    return shielded(
        database
            .sql(sql)
            .bind(0, ByteBuffer.wrap(key))
            .bind(1, ByteBuffer.wrap(sealed))
            .bind(2, signedIn)
            .bind(3, lives.toMillis())
            .fetch()
            .rowsUpdated()
            .map(rows -> rows > 0));
  }

  Mono<Void> use(byte[] key, Duration lives) {
    return shielded(
        database
            .sql(USE)
            .bind(0, ByteBuffer.wrap(key))
            .bind(1, lives.toMillis())
            .fetch()
            .rowsUpdated()
            .then());
  }

  Mono<Void> delete(byte[] key) {
    return shielded(
        database
            .sql("delete from account.console_session where row_key = $1")
            .bind(0, ByteBuffer.wrap(key))
            .fetch()
            .rowsUpdated()
            .then());
  }

  Mono<Void> sweep() {
    return shielded(
        database
            .sql("delete from account.console_session where ends_at <= now()")
            .fetch()
            .rowsUpdated()
            .then());
  }

  private static Row row(Readable row) {
    ByteBuffer buffer = Objects.requireNonNull(row.get("sealed", ByteBuffer.class));
    byte[] sealed = new byte[buffer.remaining()];
    buffer.get(sealed);
    return new Row(
        sealed,
        Objects.requireNonNull(row.get("created_at", Instant.class)),
        Objects.requireNonNull(row.get("used_at", Instant.class)));
  }

  /** A query that is cancelled can wedge its connection. */
  private static <T> Mono<T> shielded(Mono<T> work) {
    return Mono.fromFuture(work::toFuture, true);
  }
}
