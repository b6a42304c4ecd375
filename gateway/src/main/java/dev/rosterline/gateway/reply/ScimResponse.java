package dev.rosterline.gateway.reply;

import dev.rosterline.gateway.error.ScimErrorWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.CollectionUtils;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A finished answer: status, headers, bytes. Written without a search for a message writer. */
public final class ScimResponse implements ServerResponse {

  private static final byte[] NOTHING = {};

  private final HttpStatus status;
  private final HttpHeaders headers = new HttpHeaders();
  private final byte[] body;
  private final @Nullable Flux<String> parts;

  private ScimResponse(HttpStatus status, byte[] body, @Nullable Flux<String> parts) {
    this.status = status;
    this.body = body;
    this.parts = parts;
  }

  static ScimResponse noContent() {
    return new ScimResponse(HttpStatus.NO_CONTENT, NOTHING, null);
  }

  /** Of a request that is durable and not decided; there is no body (RFC 9967, 2.5.1.1). */
  public static ScimResponse accepted() {
    ScimResponse response = new ScimResponse(HttpStatus.ACCEPTED, NOTHING, null);
    response.headers.setContentLength(0);
    return response;
  }

  public static ScimResponse of(HttpStatus status, byte[] body) {
    ScimResponse response = new ScimResponse(status, body, null);
    response.headers.setContentType(ScimErrorWriter.SCIM_JSON);
    response.headers.setContentLength(body.length);
    return response;
  }

  /** Each part is sent before many more are made, so that a slow client costs no memory. */
  static ScimResponse streamed(HttpStatus status, Flux<String> parts) {
    ScimResponse response = new ScimResponse(status, NOTHING, parts);
    response.headers.setContentType(ScimErrorWriter.SCIM_JSON);
    return response;
  }

  public ScimResponse with(String header, String value) {
    headers.set(header, value);
    return this;
  }

  /** Empty where it is streamed. */
  public byte[] body() {
    return body.clone();
  }

  @Override
  public HttpStatusCode statusCode() {
    return status;
  }

  @Override
  public HttpHeaders headers() {
    return headers;
  }

  @Override
  public MultiValueMap<String, ResponseCookie> cookies() {
    return CollectionUtils.toMultiValueMap(java.util.Map.of());
  }

  @Override
  public Mono<Void> writeTo(ServerWebExchange exchange, Context context) {
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(status);
    response.getHeaders().putAll(headers);
    Flux<String> streamed = parts;
    if (streamed != null) {
      return response.writeAndFlushWith(
          streamed.map(
              part ->
                  Mono.just(response.bufferFactory().wrap(part.getBytes(StandardCharsets.UTF_8)))));
    }
    if (body.length == 0) {
      return response.setComplete();
    }
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }
}
