package dev.rosterline.gateway.console;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets nobody change anything from a page that is not ours, by what the browser says of where a
 * request comes from. Beside the CSRF token, which a site on a neighbouring host could set.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch metadata</a>
 */
final class OwnPagesOnly implements WebFilter {

  private static final Set<HttpMethod> HARMLESS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> OURS = Set.of("same-origin", "none");
  private static final String SITE = "Sec-Fetch-Site";

  private final String baseUrl;

  OwnPagesOnly(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    boolean ours =
        HARMLESS.contains(exchange.getRequest().getMethod())
            || isOurs(exchange.getRequest().getHeaders());
    return ours
        ? chain.filter(exchange)
        : Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN, "not from a page of ours"));
  }

  /** Older browsers say the origin only; and our own pages, which send no referrer, say "null". */
  private boolean isOurs(HttpHeaders headers) {
    String site = headers.getFirst(SITE);
    if (site != null) {
      return OURS.contains(site);
    }
    String origin = headers.getOrigin();
    return origin == null
        || origin.equals("null")
        || origin.equals(baseUrl)
        || authority(origin).equals(headers.getFirst(HttpHeaders.HOST));
  }

  private static String authority(String origin) {
    try {
      @Nullable String authority = URI.create(origin).getRawAuthority();
      return authority == null ? "" : authority;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
