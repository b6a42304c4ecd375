package dev.rosterline.acceptance.system;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of the SCIM API with a token and the headers of one identity provider. */
public final class ScimClient {

  private final String base;
  private final Map<String, String> headers;
  private final @Nullable String contentType;

  private ScimClient(String base, Map<String, String> headers, @Nullable String contentType) {
    this.base = base;
    this.headers = headers;
    this.contentType = contentType;
  }

  /** Okta asks for SCIM's media type and for compressed answers. */
  public static ScimClient okta(String base, String token) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/scim+json");
    headers.put("Accept-Charset", "utf-8");
    headers.put("User-Agent", "Okta SCIM Client 1.0.0");
    headers.put("Authorization", "Bearer " + token);
    headers.put("Accept-Encoding", "gzip,deflate");
    return new ScimClient(base, headers, "application/scim+json; charset=utf-8");
  }

  /** Entra ID sends no Accept header for SCIM and can be told by Adscimversion. */
  public static ScimClient entra(String base, String token) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Adscimversion", "2.0");
    headers.put("Authorization", "Bearer " + token);
    return new ScimClient(base, headers, "application/scim+json; charset=utf-8");
  }

  public static ScimClient plain(String base, String token, String userAgent) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    headers.put("User-Agent", userAgent);
    headers.put("Authorization", "Bearer " + token);
    return new ScimClient(base, headers, "application/json");
  }

  public ScimClient withContentType(@Nullable String type) {
    return new ScimClient(base, headers, type);
  }

  public ScimClient withIfMatch(String tag) {
    return withHeader("If-Match", tag);
  }

  /** With one header more, or another value for one that it has. */
  public ScimClient withHeader(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new ScimClient(base, all, contentType);
  }

  public ScimClient withoutHeader(String name) {
    Map<String, String> fewer = new LinkedHashMap<>(headers);
    fewer.remove(name);
    return new ScimClient(base, fewer, contentType);
  }

  public Answer get(String path) {
    return Http.send("GET", base + path, headers, null);
  }

  public Answer post(String path, String body) {
    return Http.send("POST", base + path, withBody(), body);
  }

  public Answer put(String path, String body) {
    return Http.send("PUT", base + path, withBody(), body);
  }

  public Answer patch(String path, String body) {
    return Http.send("PATCH", base + path, withBody(), body);
  }

  public Answer delete(String path) {
    return Http.send("DELETE", base + path, headers, null);
  }

  /** A body that need not be text. */
  public Answer send(String method, String path, byte[] body) {
    return Http.sendBytes(method, base + path, withBody(), body);
  }

  /** For callers that have to tell an answer from none. */
  public Answer exchange(String method, String path, @Nullable String body) throws IOException {
    return Http.exchange(method, base + path, body == null ? headers : withBody(), body);
  }

  private Map<String, String> withBody() {
    if (contentType == null) {
      return headers;
    }
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Type", contentType);
    return all;
  }
}
