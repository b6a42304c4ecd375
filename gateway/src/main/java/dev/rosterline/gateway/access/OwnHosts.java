package dev.rosterline.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rosterline.contract.AccountId;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Whose tokens a host takes: all accounts' where it is nobody's own. Remembered for a few seconds
 * as tokens are; only who has a live token makes it look up a host.
 */
@Component
class OwnHosts {

  private static final Duration KNOWN_FOR = Duration.ofSeconds(5);
  private static final int REMEMBERED = 10_000;

  private final OwnHostStore store;

  /** Grows with each notification: what was read before it may be out of date. */
  private final AtomicLong generation = new AtomicLong();

  private final Cache<String, Optional<AccountId>> owners =
      Caffeine.newBuilder().expireAfterWrite(KNOWN_FOR).maximumSize(REMEMBERED).build();

  OwnHosts(OwnHostStore store) {
    this.store = store;
  }

  /**
   * @param host as the request names it; null where it names none that could be anybody's
   */
  Mono<Boolean> admits(@Nullable String host, AccountId account) {
    if (host == null) {
      return Mono.just(true);
    }
    String name = canonical(host);
    Optional<AccountId> remembered = owners.getIfPresent(name);
    return remembered == null
        ? find(name).map(owner -> isFree(owner, account))
        : Mono.just(isFree(remembered, account));
  }

  /** {@code Acme.example.com.} is {@code acme.example.com}. */
  private static String canonical(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static boolean isFree(Optional<AccountId> owner, AccountId account) {
    return owner.isEmpty() || owner.get().equals(account);
  }

  private Mono<Optional<AccountId>> find(String name) {
    long asked = generation.get();
    return store
        .find(name)
        .map(found -> Optional.of(new AccountId(found.account())))
        .defaultIfEmpty(Optional.empty())
        .doOnNext(
            owner -> {
              owners.put(name, owner);
              if (generation.get() != asked) {
                owners.invalidate(name);
              }
            });
  }

  void forgetAll() {
    generation.incrementAndGet();
    owners.invalidateAll();
  }
}
