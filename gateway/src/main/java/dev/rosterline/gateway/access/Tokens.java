package dev.rosterline.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Remembers tokens for a few seconds. A revocation empties the memory of every instance by a
 * notification; the short life is what holds should that get lost.
 */
@Component
public class Tokens {

  private static final Duration KNOWN_FOR = Duration.ofSeconds(5);
  private static final Duration UNKNOWN_FOR = Duration.ofSeconds(1);
  private static final int REMEMBERED = 10_000;

  private final TokenStore store;
  private final OwnHosts hosts;

  /** Grows with each notification: what was read before it may be out of date. */
  private final AtomicLong generation = new AtomicLong();

  private final Cache<ByteBuffer, KnownToken> known =
      Caffeine.newBuilder().expireAfterWrite(KNOWN_FOR).maximumSize(REMEMBERED).build();
  private final Cache<ByteBuffer, Boolean> unknown =
      Caffeine.newBuilder().expireAfterWrite(UNKNOWN_FOR).maximumSize(REMEMBERED).build();

  Tokens(TokenStore store, OwnHosts hosts) {
    this.store = store;
    this.hosts = hosts;
  }

  /** Empty for a token nobody made. */
  Mono<KnownToken> find(String token) {
    ByteBuffer hash = TokenFormat.hash(token);
    KnownToken remembered = known.getIfPresent(hash);
    if (remembered != null) {
      return Mono.just(remembered);
    }
    if (unknown.getIfPresent(hash) != null) {
      return Mono.empty();
    }
    long asked = generation.get();
    return store
        .find(hash)
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(found -> remember(hash, found, asked));
  }

  /** After a revocation or a change of an account, here or on another instance. */
  public void forgetAll() {
    generation.incrementAndGet();
    known.invalidateAll();
    unknown.invalidateAll();
    hosts.forgetAll();
  }

  private Mono<KnownToken> remember(ByteBuffer hash, Optional<KnownToken> found, long asked) {
    found.ifPresentOrElse(token -> known.put(hash, token), () -> unknown.put(hash, true));
    if (generation.get() != asked) {
      known.invalidate(hash);
      unknown.invalidate(hash);
    }
    return Mono.justOrEmpty(found);
  }
}
