package dev.rosterline.contract.wire;

import dev.rosterline.contract.RoleMapping;
import dev.rosterline.contract.RoleMapping.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of {@link RoleMapping}, as a member of the policy and as admins send it. */
public final class RoleMappingWire {

  private RoleMappingWire() {}

  public static ArrayNode write(List<RoleMapping> mappings) {
    ArrayNode array = Wire.MAPPER.createArrayNode();
    for (RoleMapping mapping : mappings) {
      ObjectNode node =
          array
              .addObject()
              .put("match", mapping.match().name().toLowerCase(Locale.ROOT))
              .put("pattern", mapping.pattern())
              .put("role", mapping.role());
      if (mapping.teacher()) {
        node.put("teacher", true);
      }
    }
    return array;
  }

  /**
   * @throws IllegalArgumentException naming the mapping and what is wrong with it
   */
  public static List<RoleMapping> read(@Nullable JsonNode array) {
    if (array == null || array.isNull()) {
      return List.of();
    }
    if (!array.isArray()) {
      throw new IllegalArgumentException("mappings must be an array");
    }
    List<RoleMapping> mappings = new ArrayList<>();
    for (JsonNode node : array) {
      try {
        mappings.add(mapping(node));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "mappings[" + mappings.size() + "]: " + e.getMessage(), e);
      }
    }
    return mappings;
  }

  private static RoleMapping mapping(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("expected an object");
    }
    JsonNode teacher = node.path("teacher");
    if (!teacher.isMissingNode() && !teacher.isBoolean()) {
      throw new IllegalArgumentException("teacher must be true or false");
    }
    return new RoleMapping(
        match(text(node, "match")),
        text(node, "pattern"),
        text(node, "role"),
        teacher.asBoolean(false));
  }

  private static Match match(String text) {
    return switch (text) {
      case "exact" -> Match.EXACT;
      case "prefix" -> Match.PREFIX;
      case "regex" -> Match.REGEX;
      default -> throw new IllegalArgumentException("match must be one of exact, prefix, regex");
    };
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException(name + " must be text");
    }
    return value.stringValue();
  }
}
