package dev.rosterline.gateway.paging;

import dev.rosterline.gateway.keys.Keys;
import dev.rosterline.scim.discovery.Limits;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Hands out cursors and takes them back. Nothing is kept for them: any gateway takes what any other
 * gave, since all read their key from the database when they first need it.
 */
@Component
public class Cursors {

  /** Of pages, whatever else an installation decides. */
  public static final Limits LIMITS = Limits.standard();

  private final Keys keys;
  private final Duration timeout;
  private final Clock clock;
  private final AtomicReference<CursorSeal> known = new AtomicReference<>();

  public Cursors(Keys keys, PagingProperties properties, Clock clock) {
    this.keys = keys;
    this.timeout = properties.cursorTimeout();
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
    return seal != null ? Mono.just(seal) : keys.key("cursor").map(this::seal).doOnNext(known::set);
  }

  private CursorSeal seal(byte[] key) {
    return new CursorSeal(new SecretKeySpec(key, "HmacSHA256"), timeout);
  }
}
