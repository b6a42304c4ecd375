package dev.rosterline.gateway.admin;

import dev.rosterline.gateway.error.RetryLaterException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers everything that goes wrong under {@code /admin/} and {@code /access/} with a problem
 * document.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@Component
@Order(Problems.ORDER)
class Problems implements WebExceptionHandler {

  /** Before Spring Boot's own, which answers with its own format. */
  static final int ORDER = -90;

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final JsonMapper MAPPER = JsonMapper.shared();

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    String path = exchange.getRequest().getPath().value();
    if (!isOurs(path) || exchange.getResponse().isCommitted()) {
      return Mono.error(failure);
    }
    return switch (failure) {
      case RetryLaterException later -> later(exchange, later);
      case AdminException known when known.status() == 401 -> challenge(exchange, known);
      case AdminException known -> write(exchange, known.status(), known.detail());
      case ResponseStatusException status ->
          write(exchange, status.getStatusCode().value(), phrase(status.getStatusCode()));
      case DataBufferLimitException _ -> write(exchange, 413, "The body is too large");
      case AuthenticationServiceException away -> noProvider(exchange, away);
      case DataAccessResourceFailureException away -> unavailable(exchange, away);
      case TransientDataAccessException away -> unavailable(exchange, away);
      default -> {
        LOG.error("unexpected failure path={}; answered 500", path, failure);
        yield write(exchange, 500, "Something went wrong on the server; it has been logged");
      }
    };
  }

  private static boolean isOurs(String path) {
    return path.startsWith("/admin/") || path.startsWith("/access/");
  }

  private static Mono<Void> challenge(ServerWebExchange exchange, AdminException known) {
    exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    return write(exchange, known.status(), known.detail());
  }

  private static Mono<Void> later(ServerWebExchange exchange, RetryLaterException later) {
    String seconds = Long.toString(Math.max(1, later.after().toSeconds()));
    exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, seconds);
    return write(exchange, later.error().status(), later.error().detail());
  }

  private static Mono<Void> unavailable(ServerWebExchange exchange, Throwable failure) {
    LOG.warn("the database cannot be reached; answered 503: {}", failure.toString());
    exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
    return write(exchange, 503, "The database cannot be reached at the moment");
  }

  private static Mono<Void> noProvider(ServerWebExchange exchange, Throwable failure) {
    LOG.warn("a bearer token cannot be checked; answered 503: {}", failure.toString());
    exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
    return write(exchange, 503, "The provider's keys cannot be fetched at the moment");
  }

  private static String phrase(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null ? "The request failed" : known.getReasonPhrase();
  }

  static Mono<Void> write(ServerWebExchange exchange, int status, String detail) {
    String problem =
        MAPPER
            .createObjectNode()
            .put("type", "about:blank")
            .put("title", phrase(HttpStatusCode.valueOf(status)))
            .put("status", status)
            .put("detail", detail)
            .toString();
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(HttpStatusCode.valueOf(status));
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    byte[] body = problem.getBytes(StandardCharsets.UTF_8);
    response.getHeaders().setContentLength(body.length);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }
}
