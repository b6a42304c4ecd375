package dev.rosterline.acceptance.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends a request with exactly the headers given. */
final class Http {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Http() {}

  static Answer send(
      String method, String url, Map<String, String> headers, @Nullable String body) {
    return sendBytes(method, url, headers, body == null ? null : utf8(body));
  }

  static Answer sendBytes(
      String method, String url, Map<String, String> headers, byte @Nullable [] body) {
    try {
      return exchangeBytes(method, url, headers, body);
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + url + " failed: " + e, e);
    }
  }

  static Answer exchange(
      String method, String url, Map<String, String> headers, @Nullable String body)
      throws IOException {
    return exchangeBytes(method, url, headers, body == null ? null : utf8(body));
  }

  private static byte[] utf8(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private static Answer exchangeBytes(
      String method, String url, Map<String, String> headers, byte @Nullable [] body)
      throws IOException {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body);
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).method(method, publisher);
    headers.forEach(request::header);
    var begun = System.nanoTime();
    try {
      var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      var took = Duration.ofNanos(System.nanoTime() - begun);
      return Answer.of(method + " " + url, response, took);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
