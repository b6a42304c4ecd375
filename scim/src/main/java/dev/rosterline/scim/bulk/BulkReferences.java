package dev.rosterline.scim.bulk;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * References to what other operations make: {@code bulkId:} and their name, as any value, in the
 * filter of a PATCH path, or at the end of a {@code $ref}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.7.2">RFC 7644, 3.7.2</a>
 */
public final class BulkReferences {

  private static final String PREFIX = "bulkId:";
  private static final Pattern WITHIN = Pattern.compile("(?<=[\"/])bulkId:([^\"/]+)");

  private BulkReferences() {}

  /** The name that a value refers to; null if it is no reference. */
  public static @Nullable String name(@Nullable String value) {
    return value != null && value.startsWith(PREFIX) && value.length() > PREFIX.length()
        ? value.substring(PREFIX.length())
        : null;
  }

  /** The names that a document refers to, in order. */
  public static Set<String> names(@Nullable JsonNode data) {
    Set<String> names = new LinkedHashSet<>();
    strings(data, "", (key, text) -> collect(key, text, names));
    return names;
  }

  /** Every string value, to find out which resources a document speaks about. */
  public static void values(@Nullable JsonNode data, Consumer<String> values) {
    strings(data, "", (_, text) -> values.accept(text));
  }

  /** A copy with ids instead of names, each of which must be known. */
  public static ObjectNode resolve(ObjectNode data, UnaryOperator<String> idOf) {
    return (ObjectNode) resolved(data, "", idOf);
  }

  /**
   * A copy without what refers to the names given: the element of a list, or the attribute whose
   * value it is.
   */
  public static ObjectNode without(ObjectNode data, Set<String> omitted) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : data.properties()) {
      JsonNode value = kept(member.getKey(), member.getValue(), omitted);
      if (value != null) {
        rest.set(member.getKey(), value);
      }
    }
    return rest;
  }

  private static @Nullable JsonNode kept(String key, JsonNode value, Set<String> omitted) {
    if (value instanceof ArrayNode array) {
      ArrayNode rest = JsonNodeFactory.instance.arrayNode();
      for (JsonNode element : array) {
        JsonNode keptElement = kept(key, element, omitted);
        if (keptElement != null) {
          rest.add(keptElement);
        }
      }
      return rest;
    }
    if (value instanceof ObjectNode object) {
      return refers(object, omitted) ? null : without(object, omitted);
    }
    return refers(key, value, omitted) ? null : value;
  }

  private static boolean refers(ObjectNode object, Set<String> omitted) {
    return object.properties().stream()
        .anyMatch(member -> refers(member.getKey(), member.getValue(), omitted));
  }

  private static boolean refers(String key, JsonNode value, Set<String> omitted) {
    if (!value.isString()) {
      return false;
    }
    Set<String> names = new LinkedHashSet<>();
    collect(key, value.stringValue(), names);
    return names.stream().anyMatch(omitted::contains);
  }

  private static JsonNode resolved(JsonNode node, String key, UnaryOperator<String> idOf) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        copy.set(member.getKey(), resolved(member.getValue(), member.getKey(), idOf));
      }
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> copy.add(resolved(element, key, idOf)));
      return copy;
    }
    return node.isString()
        ? JsonNodeFactory.instance.stringNode(resolved(node.stringValue(), key, idOf))
        : node;
  }

  private static String resolved(String text, String key, UnaryOperator<String> idOf) {
    String name = name(text);
    if (name != null) {
      return idOf.apply(name);
    }
    return mayHoldReferences(key)
        ? WITHIN
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(idOf.apply(found.group(1))))
        : text;
  }

  private interface Visitor {
    void visit(String key, String text);
  }

  private static void strings(@Nullable JsonNode node, String key, Visitor visitor) {
    switch (node) {
      case null -> {}
      case ObjectNode object ->
          object
              .properties()
              .forEach(member -> strings(member.getValue(), member.getKey(), visitor));
      case ArrayNode array -> array.forEach(element -> strings(element, key, visitor));
      default -> {
        if (node.isString()) {
          visitor.visit(key, node.stringValue());
        }
      }
    }
  }

  private static void collect(String key, String text, Set<String> names) {
    String name = name(text);
    if (name != null) {
      names.add(name);
    } else if (mayHoldReferences(key)) {
      WITHIN.matcher(text).results().forEach(found -> names.add(found.group(1)));
    }
  }

  private static boolean mayHoldReferences(String key) {
    return key.equalsIgnoreCase("path") || key.equals("$ref");
  }
}
