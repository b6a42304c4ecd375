package dev.rosterline.scim.json;

import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.Schemas;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Values that name a resource twice: by {@code value}, its id, and by {@code $ref}, its address.
 * The id is what is kept, and the address is written from it; who sends the address alone means the
 * id at its end.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7643#section-2.4">RFC 7643, 2.4 and 4.3</a>
 */
public final class References {

  private static final String REF = "$ref";

  private References() {}

  /** The id in the address of a manager or member; empty where there is none. */
  static Optional<JsonNode> id(Attribute attribute, ObjectNode given) {
    if (!attribute.name().equals("members") && !attribute.name().equals("manager")) {
      return Optional.empty();
    }
    for (Map.Entry<String, JsonNode> member : given.properties()) {
      if (member.getKey().equalsIgnoreCase(REF)) {
        return id(member.getValue());
      }
    }
    return Optional.empty();
  }

  /** The last segment of an address, which may be relative. */
  public static Optional<JsonNode> id(JsonNode address) {
    String text = address.isString() ? address.stringValue() : "";
    String id = text.substring(text.lastIndexOf('/') + 1).strip();
    return id.isEmpty() ? Optional.empty() : Optional.of(StringNode.valueOf(id));
  }

  /** Whether it is the address of the manager that is meant. */
  public static boolean isAddress(AttributeRef ref) {
    Attribute sub = ref.sub();
    return sub != null
        && sub.name().equals(REF)
        && ref.attribute().name().equals("manager")
        && Schemas.ENTERPRISE_URN.equals(ref.extensionUrn());
  }
}
