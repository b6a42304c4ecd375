package dev.rosterline.acceptance.system;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A program that asks an OpenID provider for tokens and goes to the admin API with them. */
public final class OpenIdTokens {

  private final URI issuer;
  private final String secret;
  private final RosterlineSystem system;

  public OpenIdTokens(URI issuer, String secret, RosterlineSystem system) {
    this.issuer = issuer;
    this.secret = secret;
    this.system = system;
  }

  /** By client credentials (RFC 6749, 4.4). */
  public String of(String client) {
    var pair = (client + ":" + client + secret).getBytes(StandardCharsets.UTF_8);
    var headers =
        Map.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair),
            "Content-Type",
            "application/x-www-form-urlencoded");
    var answer =
        Http.send("POST", issuer + "/oauth2/token", headers, "grant_type=client_credentials");
    return answer.expect(200).json().path("access_token").asString();
  }

  /** A page of the admin API, with this bearer token. */
  public Answer get(String path, String token) {
    return Http.send(
        "GET", system.adminUrl() + path, Map.of("Authorization", "Bearer " + token), null);
  }
}
