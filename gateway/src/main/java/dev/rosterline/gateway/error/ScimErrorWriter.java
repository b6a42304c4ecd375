package dev.rosterline.gateway.error;

import dev.rosterline.scim.error.ScimError;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Writes the SCIM error message, with the headers its status calls for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.12">RFC 7644, 3.12</a>
 */
@Component
public class ScimErrorWriter {

  public static final MediaType SCIM_JSON = MediaType.valueOf("application/scim+json");

  private static final Duration AFTER_UNAVAILABLE = Duration.ofSeconds(5);

  public Mono<Void> write(ServerWebExchange exchange, ScimError error) {
    return write(
        exchange, error, error.status() == 429 ? Duration.ofSeconds(1) : AFTER_UNAVAILABLE);
  }

  public Mono<Void> write(ServerWebExchange exchange, ScimError error, Duration retryAfter) {
    ServerHttpResponse response = exchange.getResponse();
    if (!response.setStatusCode(HttpStatusCode.valueOf(error.status()))) {
      return Mono.error(new IllegalStateException("the answer was already on its way"));
    }
    byte[] body = error.toJson();
    HttpHeaders headers = response.getHeaders();
    headers.setContentType(SCIM_JSON);
    headers.setContentLength(body.length);
    if (error.status() == 401) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"scim\"");
    }
    if (error.status() == 429 || error.status() == 503) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wholeSeconds(retryAfter)));
    }
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }

  private static long wholeSeconds(Duration duration) {
    return Math.clamp(duration.plusMillis(999).toSeconds(), 1, 60);
  }
}
