package dev.rosterline.scim.json;

import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.ResourceType;
import dev.rosterline.scim.schema.Returned;
import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Attributes of extensions that are shown on request only, or always (RFC 7643, 7, "returned"); of
 * the core schemas {@code id} and {@code schemas} alone are such, and the projection knows them.
 */
record Restrictions(List<Restricted> attributes) {

  private static final Restrictions NONE = new Restrictions(List.of());

  record Restricted(String urn, String name, boolean always) {}

  static Restrictions of(ResourceType type) {
    List<Restricted> restricted = new ArrayList<>();
    for (Schema extension : Schemas.extensions(type)) {
      for (Attribute attribute : extension.attributes()) {
        boolean always = attribute.returned() == Returned.ALWAYS;
        if (always || attribute.returned() == Returned.REQUEST) {
          restricted.add(new Restricted(extension.urn(), attribute.name(), always));
        }
      }
    }
    return restricted.isEmpty() ? NONE : new Restrictions(List.copyOf(restricted));
  }

  boolean isEmpty() {
    return attributes.isEmpty();
  }

  /**
   * @param selected of the full representation; containers may be the same
   * @param askedFor by URN and name
   */
  ObjectNode apply(ObjectNode full, ObjectNode selected, BiPredicate<String, String> askedFor) {
    for (Restricted one : attributes) {
      JsonNode value = full.path(one.urn()).get(one.name());
      if (value == null) {
        continue;
      }
      ObjectNode container =
          selected.get(one.urn()) instanceof ObjectNode there
              ? there.deepCopy()
              : JsonNodeFactory.instance.objectNode();
      if (one.always()) {
        container.set(one.name(), value);
      } else if (!askedFor.test(one.urn(), one.name())) {
        container.remove(one.name());
      }
      if (container.isEmpty()) {
        selected.remove(one.urn());
      } else {
        selected.set(one.urn(), container);
      }
    }
    return selected;
  }
}
