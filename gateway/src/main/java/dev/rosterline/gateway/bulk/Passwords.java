package dev.rosterline.gateway.bulk;

import dev.rosterline.scim.json.ScimJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Empties passwords before a request is kept; nobody would read them (RFC 7643, 9.2). */
final class Passwords {

  private static final String NAME = "password";

  private Passwords() {}

  /**
   * @param body a JSON object
   */
  static byte[] emptied(byte[] body) {
    ObjectNode whole = ScimJson.object(body);
    empty(whole);
    return whole.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void empty(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().stream()
          .map(Map.Entry::getKey)
          .filter(Passwords::isPassword)
          .toList()
          .forEach(name -> object.put(name, ""));
      if (isPassword(object.path("path").asString("")) && object.has("value")) {
        object.put("value", "");
      }
    }
    node.forEach(Passwords::empty);
  }

  private static boolean isPassword(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(NAME);
  }
}
