package dev.rosterline.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Notes when and by which client a token was used, at most once a minute, beside the request. */
@Component
class TokenUse {

  private static final Logger LOG = LoggerFactory.getLogger(TokenUse.class);

  private final TokenStore store;
  private final Clock clock;
  private final Cache<UUID, Boolean> noted =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).maximumSize(10_000).build();

  TokenUse(TokenStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void note(KnownToken token, HttpHeaders headers) {
    if (noted.asMap().putIfAbsent(token.id(), true) == null) {
      store
          .noteUse(
              token.id(),
              clock.instant(),
              Client.of(headers),
              Client.shown(headers.getFirst(HttpHeaders.USER_AGENT)))
          .subscribe(
              _ -> {},
              failure ->
                  LOG.warn(
                      "the use of token={} is not noted; the next one will be",
                      token.id(),
                      failure));
    }
  }
}
