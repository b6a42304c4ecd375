package dev.rosterline.gateway.console;

import dev.rosterline.contract.Ids;
import dev.rosterline.gateway.access.TokenFormat;
import dev.rosterline.gateway.admin.AccountStore;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the first token of an account by itself, when its integration is switched on. */
@Component
class FirstToken {

  private static final Duration LIFE = Duration.ofDays(365);

  private final AccountStore accounts;
  private final Ids ids;
  private final Clock clock;

  FirstToken(AccountStore accounts, Ids ids, Clock clock) {
    this.accounts = accounts;
    this.ids = ids;
    this.clock = clock;
  }

  /** The token, to be shown once; empty where the account has had one. */
  Mono<String> of(UUID account) {
    return accounts
        .tokens(account)
        .filter(known -> known.isEmpty())
        .flatMap(
            _ -> {
              String secret = TokenFormat.generate();
              var token =
                  new AccountStore.NewToken(
                      "First token",
                      TokenFormat.shown(secret),
                      TokenFormat.hash(secret),
                      clock.instant().plus(LIFE));
              return accounts.createToken(ids.command().value(), account, token).map(_ -> secret);
            });
  }
}
