package dev.rosterline.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What a request was answered, with the assertions that every SCIM answer has to pass. */
public record Answer(String request, int status, HttpHeaders headers, String text, Duration took) {

  private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
  private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

  static Answer of(String request, HttpResponse<byte[]> response, Duration took) {
    return new Answer(request, response.statusCode(), response.headers(), text(response), took);
  }

  private static String text(HttpResponse<byte[]> response) {
    if (!response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
      return new String(response.body(), StandardCharsets.UTF_8);
    }
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode json() {
    return text.isEmpty() ? MissingNode.getInstance() : Json.MAPPER.readTree(text);
  }

  /** The first value of a header, empty without it. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** All values of a header, each line of it apart. */
  public List<String> headers(String name) {
    return headers.allValues(name);
  }

  public Set<String> headerNames() {
    return headers.map().keySet();
  }

  public String id() {
    var id = json().path("id").asString("");
    assertThat(id).as("id in %s", this).isNotEmpty();
    return id;
  }

  /** When the client may come again. */
  public Duration retryAfter() {
    return Duration.ofSeconds(headers.firstValueAsLong("Retry-After").orElse(1));
  }

  public Answer expect(int expected) {
    assertThat(status).as("status of %s", this).isEqualTo(expected);
    return this;
  }

  /** A SCIM resource or list: the status, the media type, {@code meta} as clients rely on it. */
  public Answer expectResource(int expected) {
    expect(expected);
    assertScimMediaType();
    var meta = json().path("meta");
    assertThat(meta.path("location").asString(""))
        .as("meta.location of %s", this)
        .endsWith("/" + id());
    assertThat(meta.path("resourceType").asString("")).isIn("User", "Group");
    assertThat(meta.path("created").asString("")).endsWith("Z");
    assertThat(meta.path("lastModified").asString("")).endsWith("Z");
    for (var name : List.of("Location", "Content-Location")) {
      assertThat(headers.firstValue(name))
          .as("%s of %s", name, this)
          .contains(meta.path("location").asString());
    }
    return this;
  }

  /** A list whose counters are JSON numbers: Okta stops without a word when they are strings. */
  public Answer expectList(int total) {
    expect(200);
    assertScimMediaType();
    var list = json();
    assertThat(list.path("schemas").path(0).asString("")).isEqualTo(LIST);
    for (var counter : new String[] {"totalResults", "startIndex", "itemsPerPage"}) {
      assertThat(list.path(counter).isIntegralNumber())
          .as("%s is a number in %s", counter, this)
          .isTrue();
    }
    assertThat(list.path("totalResults").asInt()).as("totalResults of %s", this).isEqualTo(total);
    assertThat(list.path("Resources").isArray()).as("Resources of %s", this).isTrue();
    assertThat(list.path("itemsPerPage").asInt()).isEqualTo(list.path("Resources").size());
    return this;
  }

  public Answer expectError(int expected) {
    expect(expected);
    assertScimMediaType();
    var error = json();
    assertThat(error.path("schemas").path(0).asString(""))
        .as("schemas of %s", this)
        .isEqualTo(ERROR);
    assertThat(error.path("status").asString("")).isEqualTo(Integer.toString(expected));
    assertThat(error.path("detail").asString("")).as("detail of %s", this).isNotBlank();
    return this;
  }

  public Answer expectError(int expected, String scimType) {
    expectError(expected);
    assertThat(json().path("scimType").asString("")).as("scimType of %s", this).isEqualTo(scimType);
    return this;
  }

  /** 204 has no body, not even an empty object. */
  public Answer expectNothing() {
    expect(204);
    assertThat(text).as("body of %s", this).isEmpty();
    return this;
  }

  /** Away for a moment: said in time, with the whole seconds after which to come again. */
  public Answer expectUnavailable(Duration limit) {
    expectError(503);
    assertThat(headers.firstValue("Retry-After").orElse("")).as("Retry-After").matches("[1-9]\\d*");
    assertThat(took).as("time until the answer").isLessThan(limit);
    return this;
  }

  private void assertScimMediaType() {
    assertThat(headers.firstValue("Content-Type").orElse(""))
        .as("Content-Type of %s", this)
        .startsWith("application/scim+json");
  }

  @Override
  public String toString() {
    return request + " -> " + status + " " + text;
  }
}
