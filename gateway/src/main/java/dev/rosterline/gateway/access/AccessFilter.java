package dev.rosterline.gateway.access;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.Source;
import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets nothing pass without a live token, but for a short list of paths. The list is matched on the
 * path as sent: a path that is spelled otherwise needs a token, whatever it is routed to.
 */
@Component
@Order(AccessFilter.ORDER)
public class AccessFilter implements WebFilter {

  public static final int ORDER = 0;
  private static final Logger LOG = LoggerFactory.getLogger(AccessFilter.class);
  private static final String BEARER = "bearer ";
  private static final Set<String> PUBLIC = Set.of("/livez", "/readyz", "/.well-known/jwks.json");

  /** Spring Security guards these, with credentials of their own. */
  private static final String ADMIN = "/admin/";

  /** Asked by sign-on services, with a key of their own. */
  private static final String SIGN_IN = "/access/";

  /** Pages for people, guarded like the admin API, and what they are made of. */
  private static final String CONSOLE = "/console";

  private static final String WEBJARS = "/webjars/";

  /** Answered on the management port alone. */
  private static final String ACTUATOR = "/actuator/";

  private static final String SCIM = "/scim/";
  private static final String CONFIG = "/scim/v2/ServiceProviderConfig";

  private final Tokens tokens;
  private final OwnHosts hosts;
  private final TokenUse use;
  private final Clock clock;

  AccessFilter(Tokens tokens, OwnHosts hosts, TokenUse use, Clock clock) {
    this.tokens = tokens;
    this.hosts = hosts;
    this.use = use;
    this.clock = clock;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    String path = request.getURI().getRawPath();
    if (isPublic(path) || isOpenDiscovery(request, path)) {
      return chain.filter(exchange);
    }
    if (!path.startsWith(SCIM)) {
      return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
    String token = bearer(request.getHeaders());
    if (token == null || !TokenFormat.isWellFormed(token)) {
      return Mono.error(refused());
    }
    return tokens
        .find(token)
        .onErrorMap(AccessFilter::unavailable)
        .switchIfEmpty(Mono.error(AccessFilter::refused))
        .flatMap(known -> admit(exchange, chain, known));
  }

  private static boolean isPublic(String path) {
    return PUBLIC.contains(path)
        || path.startsWith(ADMIN)
        || path.startsWith(SIGN_IN)
        || path.equals(CONSOLE)
        || path.startsWith(CONSOLE + "/")
        || path.startsWith(WEBJARS)
        || path.startsWith(ACTUATOR);
  }

  /** How to authenticate must be readable before one can (RFC 7643, 5). */
  private static boolean isOpenDiscovery(ServerHttpRequest request, String path) {
    return path.equals(CONFIG)
        && HttpMethod.GET.equals(request.getMethod())
        && !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
  }

  private Mono<Void> admit(ServerWebExchange exchange, WebFilterChain chain, KnownToken token) {
    HttpHeaders headers = exchange.getRequest().getHeaders();
    AccountPolicy policy = token.policy();
    Source source = new Source(token.id(), token.name(), Client.of(headers));
    // Before anything is refused: the account's activity tells of that too.
    exchange
        .getAttributes()
        .put(
            Caller.ATTRIBUTE,
            new Caller(
                token.account(), source, policy.mode(), policy.matchOn(), token.extensions()));
    if (!token.isLive(clock.instant())) {
      return Mono.error(refused());
    }
    return hosts
        .admits(exchange.getRequest().getURI().getHost(), token.account())
        .onErrorMap(AccessFilter::unavailable)
        .flatMap(
            admitted -> admitted ? served(exchange, chain, token, policy) : Mono.error(refused()));
  }

  private Mono<Void> served(
      ServerWebExchange exchange, WebFilterChain chain, KnownToken token, AccountPolicy policy) {
    String unmet = Preconditions.unmet(policy);
    if (unmet != null) {
      return Mono.error(new ScimException(ScimError.forbidden(unmet)));
    }
    ServerHttpRequest request = exchange.getRequest();
    String missing = token.scopes().missing(request.getMethod(), request.getURI().getRawPath());
    if (missing != null) {
      return Mono.error(new ScimException(ScimError.forbidden(missing)));
    }
    use.note(token, exchange.getRequest().getHeaders());
    return chain.filter(exchange);
  }

  /**
   * Null unless there is exactly one Authorization header, of the scheme Bearer in any letter case
   * (RFC 6750, 2.1).
   */
  private static @Nullable String bearer(HttpHeaders headers) {
    List<String> values = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
    if (values.size() != 1) {
      return null;
    }
    String value = values.getFirst();
    return value.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? value.substring(BEARER.length()).trim()
        : null;
  }

  /** One text for all reasons: who guesses tokens learns nothing. */
  private static ScimException refused() {
    return new ScimException(
        ScimError.unauthorized(
            "The bearer token is missing, unknown, expired, revoked or not for this host"));
  }

  /** Without the database nobody is let in. */
  private static Throwable unavailable(Throwable failure) {
    LOG.warn("tokens cannot be looked up; the request is answered 503", failure);
    return RetryLaterException.unavailable(
        "The token cannot be checked at the moment", Duration.ofSeconds(2));
  }
}
