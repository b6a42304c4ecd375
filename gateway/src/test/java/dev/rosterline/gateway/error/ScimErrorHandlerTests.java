package dev.rosterline.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

class ScimErrorHandlerTests {

  private final List<ScimError> told = new ArrayList<>();
  private final ScimErrorHandler handler =
      new ScimErrorHandler(new ScimErrorWriter(), List.of((exchange, error) -> told.add(error)));

  @Test
  void protocolErrorIsAnsweredAsItIs() {
    assertAnswer(
        new ScimException(ScimType.INVALID_FILTER, "no such operator"),
        400,
        "\"scimType\":\"invalidFilter\"");
    assertThat(told).hasSize(1);
  }

  @Test
  void statusIsAJsonString() {
    assertAnswer(new ScimException(ScimError.notFound("gone")), 404, "\"status\":\"404\"");
  }

  @Test
  void wrongMethodIs405WithAllow() {
    MockServerHttpResponse response =
        assertAnswer(
            new MethodNotAllowedException(HttpMethod.PUT, Set.of(HttpMethod.GET)),
            405,
            "\"status\":\"405\"");
    assertThat(response.getHeaders().getAllow()).containsExactly(HttpMethod.GET);
  }

  @Test
  void noRouteIs404() {
    assertAnswer(new ResponseStatusException(HttpStatus.NOT_FOUND), 404, "/scim/v2/Users");
  }

  @Test
  void mediaTypeIs415() {
    assertAnswer(new UnsupportedMediaTypeStatusException("x"), 415, "application/scim+json");
  }

  @Test
  void bodyTooLargeIs413() {
    assertAnswer(new DataBufferLimitException("internal words"), 413, "larger");
  }

  @Test
  void anythingElseIs500WithoutInternals() {
    MockServerHttpResponse response =
        assertAnswer(new IllegalStateException("table directory.member"), 500, "logged");
    assertThat(response.getBodyAsString().block()).doesNotContain("directory.member");
  }

  @Test
  void unauthorizedNamesTheScheme() {
    MockServerHttpResponse response =
        assertAnswer(new ScimException(ScimError.unauthorized("no token")), 401, "no token");
    assertThat(response.getHeaders().getFirst("WWW-Authenticate")).startsWith("Bearer");
  }

  @Test
  void retryAfterIsWholeSecondsBetween1And60() {
    assertRetryAfter(Duration.ofMillis(20), "1");
    assertRetryAfter(Duration.ofMillis(6_100), "7");
    assertRetryAfter(Duration.ofHours(2), "60");
  }

  @Test
  void otherPathsAreLeftToTheirOwnHandlers() {
    var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/console"));
    IllegalStateException failure = new IllegalStateException();

    assertThat(handler.handle(exchange, failure).materialize().block().getThrowable())
        .isSameAs(failure);
  }

  private void assertRetryAfter(Duration after, String seconds) {
    MockServerHttpResponse response =
        assertAnswer(RetryLaterException.unavailable("later", after), 503, "later");
    assertThat(response.getHeaders().getFirst("Retry-After")).isEqualTo(seconds);
  }

  private MockServerHttpResponse assertAnswer(Throwable failure, int status, String part) {
    var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/scim/v2/Users"));
    handler.handle(exchange, failure).block();
    MockServerHttpResponse response = exchange.getResponse();
    assertThat(response.getStatusCode().value()).isEqualTo(status);
    assertThat(response.getHeaders().getContentType()).hasToString("application/scim+json");
    assertThat(response.getBodyAsString().block()).contains(part);
    return response;
  }
}
