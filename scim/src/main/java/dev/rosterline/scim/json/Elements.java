package dev.rosterline.scim.json;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.MatchingKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules for the elements of one multi-valued attribute: no (type, value) twice, at most one
 * primary (RFC 7643, 2.4).
 */
public final class Elements {

  private Elements() {}

  static ArrayNode distinct(Attribute attribute, ArrayNode elements, String path) {
    Map<Object, JsonNode> distinct = new LinkedHashMap<>();
    for (JsonNode element : elements) {
      boolean member = attribute.name().equals("members");
      if (member && !element.has("value")) {
        throw new ScimException(
            ScimType.INVALID_VALUE, "Each element of \"" + path + "\" needs a \"value\"");
      }
      JsonNode first =
          distinct.putIfAbsent(member ? element.get("value") : identity(element), element);
      if (first instanceof ObjectNode kept && isPrimary(element)) {
        kept.put("primary", true);
      }
    }
    ArrayNode result = JsonNodeFactory.instance.arrayNode();
    result.addAll(distinct.values());
    if (result.values().stream().filter(Elements::isPrimary).count() > 1) {
      throw new ScimException(
          ScimType.INVALID_VALUE, "\"" + path + "\" has more than one primary value");
    }
    return result;
  }

  public static boolean isPrimary(JsonNode element) {
    JsonNode primary = element.get("primary");
    return primary != null && primary.isBoolean() && primary.booleanValue();
  }

  /** Equal for two elements that must not stand beside each other. */
  public static Object identity(JsonNode element) {
    JsonNode value = element.get("value");
    if (value == null) {
      return element;
    }
    JsonNode type = element.get("type");
    return new TypeAndValue(type == null ? "" : MatchingKey.of(type.asString("")), value);
  }

  /** The elements as a list that may be changed while the array stays. */
  public static List<JsonNode> list(ArrayNode elements) {
    return new ArrayList<>(elements.values());
  }

  /** Comparable, since clients can choose values whose hashes are the same. */
  private record TypeAndValue(String type, JsonNode value) implements Comparable<TypeAndValue> {

    @Override
    public int compareTo(TypeAndValue other) {
      int byType = type.compareTo(other.type);
      return byType != 0 ? byType : value.toString().compareTo(other.value.toString());
    }
  }
}
