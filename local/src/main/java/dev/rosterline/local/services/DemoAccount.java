package dev.rosterline.local.services;

import dev.rosterline.local.datadir.Secrets;
import dev.rosterline.local.processes.LocalException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the gateway for the demo account and a token, or finds those of an earlier run again. */
public final class DemoAccount {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final String base;
  private final String adminHeader;

  public DemoAccount(String base, Secrets.Admin admin) {
    this.base = base;
    var pair = (admin.user() + ":" + admin.password()).getBytes(StandardCharsets.UTF_8);
    this.adminHeader = "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /**
   * A token is shown only when it is made and at most five live, so the known one is kept while it
   * works.
   */
  public Secrets.DemoAccess ensure(Secrets.@Nullable DemoAccess known) {
    try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
      if (known == null) {
        var account = create(client, "/accounts", "{\"name\":\"Demo\"}").path("id").asString();
        return withNewToken(client, account);
      }
      return works(client, known.token()) ? known : withNewToken(client, known.accountId());
    } catch (IOException | JacksonException e) {
      throw new LocalException("cannot set the demo account up: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while setting the demo account up", e);
    }
  }

  private Secrets.DemoAccess withNewToken(HttpClient client, String account)
      throws IOException, InterruptedException {
    var made = create(client, "/accounts/" + account + "/tokens", "{\"name\":\"demo\"}");
    return new Secrets.DemoAccess(account, made.path("token").asString());
  }

  private boolean works(HttpClient client, String token) throws IOException, InterruptedException {
    var request =
        request("/scim/v2/Users?count=1").header("Authorization", "Bearer " + token).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  private JsonNode create(HttpClient client, String path, String body)
      throws IOException, InterruptedException {
    var request =
        request("/admin/v1" + path)
            .header("Authorization", adminHeader)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 201) {
      throw new LocalException(
          "the gateway answered %d to POST %s: %s"
              .formatted(response.statusCode(), path, response.body()));
    }
    return JSON.readTree(response.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
  }
}
