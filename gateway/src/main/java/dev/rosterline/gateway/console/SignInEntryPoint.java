package dev.rosterline.gateway.console;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationEntryPoint;
import org.springframework.security.web.server.savedrequest.ServerRequestCache;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Sends whoever asks for a page to the sign-in. A script that asks for a part of one hears 401: it
 * would put the whole sign-in page where the part was.
 */
final class SignInEntryPoint implements ServerAuthenticationEntryPoint {

  private static final String HTMX = "HX-Request";

  private final RedirectServerAuthenticationEntryPoint redirect;

  SignInEntryPoint(String page, ServerRequestCache asked) {
    this.redirect = new RedirectServerAuthenticationEntryPoint(page);
    this.redirect.setRequestCache(asked);
  }

  @Override
  public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException nobody) {
    HttpHeaders headers = exchange.getRequest().getHeaders();
    boolean script =
        headers.containsHeader(HTMX) || headers.getAccept().contains(MediaType.TEXT_EVENT_STREAM);
    if (!script) {
      return redirect.commence(exchange, nobody);
    }
    exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
    return exchange.getResponse().setComplete();
  }
}
