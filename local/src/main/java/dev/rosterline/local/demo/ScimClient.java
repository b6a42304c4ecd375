package dev.rosterline.local.demo;

import dev.rosterline.local.datadir.Connection;
import dev.rosterline.local.processes.Await;
import dev.rosterline.local.processes.LocalException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests with the headers that Okta sends, waits when it is told to, and measures. */
final class ScimClient implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 5;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private final String base;
  private final String token;
  private final Measurements measurements;

  ScimClient(Connection connection, String token, Measurements measurements) {
    this.base = connection.scimBaseUrl();
    this.token = token;
    this.measurements = measurements;
  }

  /** One SCIM request; any other status than the expected one is remembered as a surprise. */
  JsonNode send(Kind kind, String method, String path, @Nullable Object body, int expected) {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/scim+json")
            .header("Content-Type", "application/scim+json; charset=utf-8")
            .header("User-Agent", "Okta SCIM Client 1.0.0")
            .method(method, publisher)
            .build();
    var response = patiently(kind, request);
    if (response.statusCode() != expected) {
      var answer = response.statusCode() + " " + response.body();
      measurements.surprise("%s %s: %s".formatted(method, path, answer));
    }
    return parse(response.body());
  }

  static String filter(String attribute, String value) {
    var expression = attribute + " eq \"" + value + "\"";
    return "?filter=" + URLEncoder.encode(expression, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpResponse<String> patiently(Kind kind, HttpRequest request) {
    for (var attempt = 1; ; attempt++) {
      var begun = System.nanoTime();
      var response = exchange(request);
      var status = response.statusCode();
      if ((status != 429 && status != 503) || attempt == ATTEMPTS) {
        measurements.took(kind, Duration.ofNanos(System.nanoTime() - begun));
        return response;
      }
      Await.pause(Duration.ofSeconds(response.headers().firstValueAsLong("Retry-After").orElse(1)));
    }
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new LocalException(request.method() + " " + request.uri() + " failed: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted", e);
    }
  }

  private static JsonNode parse(String body) {
    try {
      return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
