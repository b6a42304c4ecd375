package dev.rosterline.gateway.admins;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.WebSessionStore;
import reactor.core.publisher.Mono;

/**
 * Keeps in the session who has signed in, for a time and no longer, however much the session is
 * used: a page that follows along would keep it alive for ever.
 */
public final class AdminSessions implements ServerSecurityContextRepository {

  private static final String WHO =
      WebSessionServerSecurityContextRepository.DEFAULT_SPRING_SECURITY_CONTEXT_ATTR_NAME;
  private static final String SINCE = AdminSessions.class.getName() + ".since";

  private final WebSessionServerSecurityContextRepository session =
      new WebSessionServerSecurityContextRepository();
  private final WebSessionStore store;
  private final Duration longest;
  private final Clock clock;

  AdminSessions(WebSessionStore store, Duration longest, Clock clock) {
    this.store = store;
    this.longest = longest;
    this.clock = clock;
  }

  /** Without a context somebody signs out: their session goes with all that is in it. */
  @Override
  public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
    if (context == null) {
      return exchange.getSession().flatMap(WebSession::invalidate);
    }
    String now = clock.instant().toString();
    return exchange
        .getSession()
        .doOnNext(current -> current.getAttributes().put(SINCE, now))
        .then(session.save(exchange, context));
  }

  /** Nobody once the time is over; the session goes with all that is in it. */
  @Override
  public Mono<SecurityContext> load(ServerWebExchange exchange) {
    return exchange
        .getSession()
        .flatMap(
            current ->
                current.getAttribute(WHO) != null && isOver(current)
                    ? current.invalidate().then(Mono.empty())
                    : session.load(exchange));
  }

  /**
   * Whether an answer that lasts, once begun, may go on to tell about an account. Asks anew, since
   * whoever signs out may do so at another gateway; what goes wrong counts as no.
   */
  public Mono<Boolean> stillMaySee(String session, UUID account) {
    return Mono.defer(() -> store.retrieveSession(session))
        .map(current -> maySee(current, account))
        .defaultIfEmpty(false)
        .onErrorReturn(false);
  }

  private boolean maySee(WebSession current, UUID account) {
    SecurityContext context = current.isExpired() ? null : current.getAttribute(WHO);
    Authentication somebody = context == null ? null : context.getAuthentication();
    return somebody != null
        && !isOver(current)
        && Permissions.of(somebody).allow(new Scope.OneAccount(account));
  }

  private boolean isOver(WebSession current) {
    String since = current.getAttribute(SINCE);
    Instant begun = since == null ? current.getCreationTime() : Instant.parse(since);
    return !clock.instant().isBefore(begun.plus(longest));
  }
}
