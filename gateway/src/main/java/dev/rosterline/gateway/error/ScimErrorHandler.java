package dev.rosterline.gateway.error;

import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers everything that goes wrong under {@code /scim/} with a SCIM error. */
@Component
@Order(ScimErrorHandler.ORDER)
public class ScimErrorHandler implements WebExceptionHandler {

  /** Before Spring Boot's own, which answers with its own format. */
  static final int ORDER = -100;

  private static final Logger log = LoggerFactory.getLogger(ScimErrorHandler.class);

  private final ScimErrorWriter writer;
  private final List<RefusalListener> listeners;

  public ScimErrorHandler(ScimErrorWriter writer, List<RefusalListener> listeners) {
    this.writer = writer;
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    ServerHttpRequest request = exchange.getRequest();
    if (!request.getPath().value().startsWith("/scim/") || exchange.getResponse().isCommitted()) {
      return Mono.error(failure);
    }
    ScimError error = errorOf(request, failure);
    listeners.forEach(listener -> listener.refused(exchange, error));
    if (failure instanceof MethodNotAllowedException notAllowed) {
      exchange.getResponse().getHeaders().setAllow(notAllowed.getSupportedMethods());
    }
    if (failure instanceof RetryLaterException later) {
      return writer.write(exchange, error, later.after());
    }
    return writer.write(exchange, error);
  }

  private static ScimError errorOf(ServerHttpRequest request, Throwable failure) {
    return switch (failure) {
      case ScimException scim -> scim.error();
      case RetryLaterException later -> later.error();
      case MethodNotAllowedException notAllowed ->
          ScimError.of(405, methodNotAllowed(request.getMethod(), notAllowed));
      case DataBufferLimitException tooLarge -> tooLarge();
      case ResponseStatusException status
          when status.getCause() instanceof DataBufferLimitException ->
          tooLarge();
      case ResponseStatusException status -> ofStatus(request, status);
      default -> internal(request, failure);
    };
  }

  private static ScimError ofStatus(ServerHttpRequest request, ResponseStatusException failure) {
    int status = failure.getStatusCode().value();
    return switch (status) {
      case 400 -> ScimError.badRequest(ScimType.INVALID_SYNTAX, "The request cannot be read");
      case 404 -> ScimError.notFound("There is nothing at " + request.getPath().value());
      case 413 -> tooLarge();
      case 415 -> ScimError.of(415, "Send application/scim+json or application/json");
      case 500 -> internal(request, failure);
      default -> ScimError.of(status, phrase(status));
    };
  }

  private static String phrase(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? "The request failed" : known.getReasonPhrase();
  }

  private static String methodNotAllowed(HttpMethod method, MethodNotAllowedException failure) {
    String allowed =
        String.join(", ", failure.getSupportedMethods().stream().map(HttpMethod::name).toList());
    return method.name() + " is not possible here; " + allowed + " is";
  }

  private static ScimError tooLarge() {
    return ScimError.of(413, "The body is larger than this server accepts");
  }

  private static ScimError internal(ServerHttpRequest request, Throwable failure) {
    log.error(
        "unexpected failure method={} path={}; answered 500",
        request.getMethod(),
        request.getPath().value(),
        failure);
    return ScimError.of(500, "Something went wrong on the server; it has been logged");
  }
}
