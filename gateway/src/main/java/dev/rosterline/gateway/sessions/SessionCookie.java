package dev.rosterline.gateway.sessions;

import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.session.WebSessionIdResolver;

/**
 * Carries the id of a session. Over HTTPS under a name that browsers take from this very host only,
 * for all its paths, and never without encryption; a machine of a developer has no HTTPS.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265">RFC 6265</a>
 */
final class SessionCookie implements WebSessionIdResolver {

  private static final String NAME = "rosterline-session";
  private static final String HOST_NAME = "__Host-" + NAME;

  private final boolean publicHttps;

  /**
   * @param baseUrl where browsers reach the console, if it is known; TLS may end before us
   */
  SessionCookie(String baseUrl) {
    this.publicHttps = baseUrl.startsWith("https:");
  }

  @Override
  public List<String> resolveSessionIds(ServerWebExchange exchange) {
    List<HttpCookie> cookies = exchange.getRequest().getCookies().get(name(exchange));
    return cookies == null ? List.of() : cookies.stream().map(HttpCookie::getValue).toList();
  }

  @Override
  public void setSessionId(ServerWebExchange exchange, String id) {
    // Until the browser is closed; how long it counts, the server says.
    write(exchange, id, Duration.ofSeconds(-1));
  }

  @Override
  public void expireSession(ServerWebExchange exchange) {
    write(exchange, "", Duration.ZERO);
  }

  private void write(ServerWebExchange exchange, String value, Duration age) {
    String name = name(exchange);
    ResponseCookie cookie =
        ResponseCookie.from(name, value)
            .path("/")
            .httpOnly(true)
            .secure(isSecure(exchange))
            .sameSite("Lax")
            .maxAge(age)
            .build();
    exchange.getResponse().getCookies().set(name, cookie);
  }

  private String name(ServerWebExchange exchange) {
    return isSecure(exchange) ? HOST_NAME : NAME;
  }

  private boolean isSecure(ServerWebExchange exchange) {
    return publicHttps || "https".equals(exchange.getRequest().getURI().getScheme());
  }
}
