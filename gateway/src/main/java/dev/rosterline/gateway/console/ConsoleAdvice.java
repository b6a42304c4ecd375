package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admin.AdminException;
import dev.rosterline.gateway.error.RetryLaterException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.web.reactive.result.view.CsrfRequestDataValueProcessor;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What all pages share: every form carries its CSRF token, and a failure keeps its own status. */
@ControllerAdvice(basePackageClasses = ConsoleAdvice.class)
class ConsoleAdvice {

  /** Made only when somebody asks for it. */
  @ModelAttribute
  Mono<Void> csrf(ServerWebExchange exchange) {
    Mono<CsrfToken> token =
        exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.<CsrfToken>empty());
    return token
        .doOnNext(
            made ->
                exchange
                    .getAttributes()
                    .put(CsrfRequestDataValueProcessor.DEFAULT_CSRF_ATTR_NAME, made))
        .then();
  }

  @ExceptionHandler
  Mono<Rendering> later(RetryLaterException later, ServerWebExchange exchange) {
    String seconds = Long.toString(Math.max(1, later.after().toSeconds()));
    exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, seconds);
    return page(later.error().status(), later.error().detail());
  }

  @ExceptionHandler
  Mono<Rendering> known(AdminException known) {
    return page(known.status(), known.detail());
  }

  /** The page of errors shows the status; as the exception it was, it would be a 500. */
  private static Mono<Rendering> page(int status, String detail) {
    return Mono.error(new ResponseStatusException(HttpStatusCode.valueOf(status), detail));
  }
}
