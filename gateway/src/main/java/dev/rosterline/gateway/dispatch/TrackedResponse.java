package dev.rosterline.gateway.dispatch;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** An answer that tells whether it reached the client. */
public record TrackedResponse(ServerResponse answer, Runnable delivered, Runnable lost)
    implements ServerResponse {

  @Override
  public HttpStatusCode statusCode() {
    return answer.statusCode();
  }

  @Override
  public HttpHeaders headers() {
    return answer.headers();
  }

  @Override
  public MultiValueMap<String, ResponseCookie> cookies() {
    return answer.cookies();
  }

  @Override
  public Mono<Void> writeTo(ServerWebExchange exchange, Context context) {
    return answer
        .writeTo(exchange, context)
        .doOnSuccess(nothing -> delivered.run())
        .doOnError(failure -> lost.run())
        .doOnCancel(lost);
  }
}
