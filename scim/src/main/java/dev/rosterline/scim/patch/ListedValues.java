package dev.rosterline.scim.patch;

import dev.rosterline.scim.json.Elements;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values that a removal lists, so that each element is looked up: a list may be as long as the
 * attribute is.
 */
final class ListedValues {

  private static final Set<String> VALUE = Set.of("value");

  private final Set<Object> identities = new HashSet<>();

  /** Of each set of names, what is said by them; an attribute has few sub-attributes. */
  private final Map<Set<String>, Set<Map<String, JsonNode>>> said = new HashMap<>();

  ListedValues(JsonNode listed) {
    for (JsonNode one : listed) {
      if (!(one instanceof ObjectNode object) || (object.has("value") && object.has("type"))) {
        identities.add(Elements.identity(one));
      } else {
        Set<String> names = object.has("value") ? VALUE : Set.copyOf(object.propertyNames());
        said.computeIfAbsent(names, _ -> new HashSet<>()).add(only(object, names));
      }
    }
  }

  /** Whether a listed value names the element: it says nothing about it that is not so. */
  boolean names(JsonNode element) {
    return identities.contains(Elements.identity(element))
        || said.entrySet().stream()
            .anyMatch(each -> each.getValue().contains(only(element, each.getKey())));
  }

  private static Map<String, JsonNode> only(JsonNode element, Set<String> names) {
    Map<String, JsonNode> some = new HashMap<>();
    for (String name : names) {
      JsonNode value = element.get(name);
      if (value != null) {
        some.put(name, value);
      }
    }
    return some;
  }
}
