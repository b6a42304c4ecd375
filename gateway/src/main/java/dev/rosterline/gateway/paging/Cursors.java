package dev.rosterline.gateway.paging;

import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.scim.discovery.Limits;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Hands out cursors and takes them back. Nothing is kept for them: any gateway takes what any other
 * gave, since all read their key from the database when they first need it.
 */
@Component
public class Cursors {

  /** What this server says of its pages, and keeps to. */
  public static final Limits LIMITS = Limits.standard();

  private static final Logger LOG = LoggerFactory.getLogger(Cursors.class);

  private final DatabaseClient database;
  private final Clock clock;
  private final AtomicReference<CursorSeal> known = new AtomicReference<>();

  public Cursors(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param query all that must be the same on each page, count excepted
   */
  public Mono<String> seal(Bookmark bookmark, byte[] query) {
    return seal().map(seal -> seal.seal(bookmark, query, clock.instant()));
  }

  /** An error where the cursor is forged, foreign or too old, or where the count has changed. */
  public Mono<Bookmark> open(String cursor, byte[] query, int count) {
    return seal().map(seal -> seal.open(cursor, query, count, clock.instant()));
  }

  private Mono<CursorSeal> seal() {
    CursorSeal seal = known.get();
    return seal != null ? Mono.just(seal) : Mono.defer(this::read).doOnNext(known::set);
  }

  /** Shielded: a cancelled query can wedge its connection. */
  private Mono<CursorSeal> read() {
    Mono<byte[]> key =
        database
            .sql("select value from account.secret where name = 'cursor'")
            .map(row -> bytes(row.get("value", ByteBuffer.class)))
            .one();
    return Mono.fromFuture(key::toFuture, true)
        .onErrorMap(Cursors::unavailable)
        .map(
            bytes ->
                new CursorSeal(new SecretKeySpec(bytes, "HmacSHA256"), LIMITS.cursorTimeout()));
  }

  private static byte[] bytes(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return new byte[0];
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static Throwable unavailable(Throwable failure) {
    LOG.warn("the key of cursors cannot be read; the request is answered 503", failure);
    return RetryLaterException.unavailable(
        "The list cannot be read at the moment", Duration.ofSeconds(2));
  }
}
