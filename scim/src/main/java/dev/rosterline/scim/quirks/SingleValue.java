package dev.rosterline.scim.quirks;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One value where a list belongs; in PATCH {@code add} the RFC's own examples allow it, in a
 * resource some clients do it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.1">RFC 7644, 3.5.2.1</a>
 */
public final class SingleValue {

  private SingleValue() {}

  public static ArrayNode asList(JsonNode value) {
    return JsonNodeFactory.instance.arrayNode().add(value);
  }
}
