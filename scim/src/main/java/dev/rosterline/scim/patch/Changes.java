package dev.rosterline.scim.patch;

import dev.rosterline.scim.json.Extensions;
import dev.rosterline.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The attributes in which two documents differ, as PATCH paths (RFC 9967, 2.2); {@code schemas}
 * follows from them.
 */
public final class Changes {

  private Changes() {}

  public static List<String> between(ResourceType type, ObjectNode before, ObjectNode after) {
    List<String> changed = new ArrayList<>();
    for (String name : names(before, after)) {
      JsonNode old = before.get(name);
      JsonNode now = after.get(name);
      if (Extensions.isContainer(name)) {
        collect(changed, name + ":", object(old), object(now));
      } else if (!name.equals("schemas")) {
        compare(changed, name, old, now);
      }
    }
    return changed;
  }

  private static void collect(
      List<String> changed, String prefix, ObjectNode before, ObjectNode after) {
    for (String name : names(before, after)) {
      compare(changed, prefix + name, before.get(name), after.get(name));
    }
  }

  private static void compare(
      List<String> changed, String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    if (Objects.equals(before, after)) {
      return;
    }
    boolean complex = (before == null || before.isObject()) && (after == null || after.isObject());
    if (!complex) {
      changed.add(path);
      return;
    }
    for (String sub : names(object(before), object(after))) {
      if (!Objects.equals(object(before).get(sub), object(after).get(sub))) {
        changed.add(path + "." + sub);
      }
    }
  }

  private static Set<String> names(ObjectNode before, ObjectNode after) {
    Set<String> names = new LinkedHashSet<>(before.propertyNames());
    names.addAll(after.propertyNames());
    return names;
  }

  private static ObjectNode object(@Nullable JsonNode node) {
    return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }
}
