package dev.rosterline.gateway.admin;

import dev.rosterline.gateway.access.Scopes;
import dev.rosterline.gateway.access.TokenFormat;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whoever switches the integration on needs a token next, so an account that never had one gets it
 * with that, shown once like any other. Exactly one, however many switch at once: its id follows
 * from the account's.
 */
@Component
public class FirstToken {

  private static final String NAME = "First token";
  private static final Duration LIFE = Duration.ofDays(365);

  private final AccountStore accounts;
  private final Clock clock;

  FirstToken(AccountStore accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /** With its secret as {@code token}; empty where the account has, or had, a token. */
  Mono<ObjectNode> of(UUID account) {
    String secret = TokenFormat.generate();
    var token =
        new AccountStore.NewToken(
            NAME,
            TokenFormat.shown(secret),
            TokenFormat.hash(secret),
            clock.instant().plus(LIFE),
            Scopes.ALL);
    UUID id = UUID.nameUUIDFromBytes(("first-token:" + account).getBytes(StandardCharsets.UTF_8));
    return accounts.createFirstToken(id, account, token).map(made -> made.put("token", secret));
  }
}
