package dev.rosterline.acceptance.system;

/** An account made for one test, with a token for each identity provider's client. */
public record Account(String id, String token, String scimBase) {

  public ScimClient okta() {
    return ScimClient.okta(scimBase, token);
  }

  public ScimClient entra() {
    return ScimClient.entra(scimBase, token);
  }

  /** A client without peculiarities of its own but its name. */
  public ScimClient client(String userAgent) {
    return ScimClient.plain(scimBase, token, userAgent);
  }

  public ScimClient withToken(String other) {
    return ScimClient.okta(scimBase, other);
  }
}
