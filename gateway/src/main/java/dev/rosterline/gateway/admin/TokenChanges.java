package dev.rosterline.gateway.admin;

import dev.rosterline.gateway.admins.AdminName;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Makes and revokes tokens, and writes down by whom: whoever has one may change an account. */
@Component
public class TokenChanges {

  private static final Logger LOG = LoggerFactory.getLogger(TokenChanges.class);

  private final AccountStore accounts;

  TokenChanges(AccountStore accounts) {
    this.accounts = accounts;
  }

  /** Empty when all five slots are taken. */
  public Mono<ObjectNode> create(UUID id, UUID account, AccountStore.NewToken token) {
    return accounts
        .createToken(id, account, token)
        .flatMap(
            made ->
                admin()
                    .doOnNext(
                        by ->
                            LOG.info(
                                "token made account={} token={} scopes={} expires={} by={}",
                                account,
                                id,
                                token.scopes().names(),
                                token.expiresAt(),
                                by))
                    .thenReturn(made));
  }

  /** How many there were: one, or none. */
  public Mono<Long> revoke(UUID account, UUID token) {
    return accounts
        .revoke(account, token)
        .flatMap(
            rows ->
                admin()
                    .filter(_ -> rows > 0)
                    .doOnNext(
                        by ->
                            LOG.info("token revoked account={} token={} by={}", account, token, by))
                    .thenReturn(rows));
  }

  private static Mono<String> admin() {
    return ReactiveSecurityContextHolder.getContext()
        .mapNotNull(context -> context.getAuthentication())
        .map(AdminName::of)
        .defaultIfEmpty("unknown");
  }
}
