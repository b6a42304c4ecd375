package dev.rosterline.acceptance.system;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The sign-in check, as a sign-on service asks it. */
public final class SignInCheck {

  private final String base;
  private final String key;

  SignInCheck(String scimBaseUrl, String key) {
    this.base = scimBaseUrl.replace("/scim/v2", "/access/v1/accounts/");
    this.key = key;
  }

  public JsonNode of(Account account, String userName) {
    var url = base + account.id() + "/sign-in?userName=" + userName.replace("@", "%40");
    return Http.send("GET", url, Map.of("Authorization", "Bearer " + key), null).expect(200).json();
  }
}
