package dev.rosterline.gateway.admin;

import dev.rosterline.gateway.admins.TooManyAttempts;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Tells a client of the admin API why it is not let in, and how it would be.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110, 11.6.1</a>
 */
final class AdminChallenges implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

  private static final String BASIC = "Basic realm=\"admin\", charset=\"UTF-8\"";
  private static final String BEARER = "Bearer realm=\"admin\"";

  private final boolean basic;
  private final boolean bearer;

  AdminChallenges(boolean basic, boolean bearer) {
    this.basic = basic;
    this.bearer = bearer;
  }

  @Override
  public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
    return switch (failure) {
      case TooManyAttempts many -> {
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, many.retryAfter());
        yield Problems.write(exchange, 429, "Too many wrong passwords; try again later");
      }
      case OAuth2AuthenticationException _ ->
          challenge(
              exchange,
              List.of(BEARER + ", error=\"invalid_token\""),
              "The bearer token is malformed, expired, or not from the provider for this service");
      case BadCredentialsException _ ->
          challenge(exchange, offered(), "Name and password of the admin are wrong");
      default -> challenge(exchange, offered(), "The credentials of an admin are missing");
    };
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
    String scheme = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    if (scheme != null && scheme.regionMatches(true, 0, "bearer ", 0, 7)) {
      exchange
          .getResponse()
          .getHeaders()
          .set(HttpHeaders.WWW_AUTHENTICATE, BEARER + ", error=\"insufficient_scope\"");
    }
    return Problems.write(
        exchange, 403, "You lack the permission to manage user registration for this");
  }

  private static Mono<Void> challenge(
      ServerWebExchange exchange, List<String> challenges, String detail) {
    exchange.getResponse().getHeaders().put(HttpHeaders.WWW_AUTHENTICATE, challenges);
    return Problems.write(exchange, 401, detail);
  }

  private List<String> offered() {
    List<String> offered = new ArrayList<>();
    if (bearer) {
      offered.add(BEARER);
    }
    if (basic) {
      offered.add(BASIC);
    }
    return offered;
  }
}
