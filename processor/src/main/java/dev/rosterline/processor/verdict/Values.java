package dev.rosterline.processor.verdict;

import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.Evidence.Change;
import dev.rosterline.contract.wire.RequestWire;
import dev.rosterline.scim.patch.Changes;
import dev.rosterline.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values of what a decision changed, before and after, for {@link Evidence}. */
public final class Values {

  private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();
  private static final int MOST_MEMBERS = 5;

  private Values() {}

  /**
   * Nothing of a new one: its values are the directory's, and to keep them with the outcome, in the
   * log, and in the activity as well costs a sync as much as the directory does.
   *
   * @param before null where the resource is new
   * @param changed names as {@link Changes} tells them; found out where there are none
   */
  public static List<Change> of(
      ResourceType type, @Nullable ObjectNode before, ObjectNode after, List<String> changed) {
    if (before == null || before == after) {
      return List.of();
    }
    return between(
        before, after, changed.isEmpty() ? Changes.between(type, before, after) : changed);
  }

  /** Of the named paths, those that are in either. */
  public static List<Change> between(ObjectNode before, ObjectNode after, List<String> paths) {
    List<Change> changes = new ArrayList<>();
    for (String path : paths) {
      JsonNode old = at(before, path);
      JsonNode now = at(after, path);
      if (!old.isMissingNode() || !now.isMissingNode()) {
        add(changes, path, old, now);
      }
    }
    return changes;
  }

  private static void add(List<Change> changes, String path, JsonNode before, JsonNode after) {
    if (changes.size() < Evidence.MOST_CHANGES && !RequestWire.isSecret(path)) {
      changes.add(new Change(path, text(before), text(after)));
    }
  }

  /** Who joined is a value that came, who left one that went. */
  public static List<Change> ofMembers(Map<UUID, Boolean> members) {
    return members.isEmpty()
        ? List.of()
        : List.of(new Change("members", ids(members, false), ids(members, true)));
  }

  private static @Nullable String ids(Map<UUID, Boolean> members, boolean joined) {
    StringJoiner some = new StringJoiner(", ");
    int count = 0;
    for (var member : members.entrySet()) {
      if (member.getValue() == joined && ++count <= MOST_MEMBERS) {
        some.add(member.getKey().toString());
      }
    }
    if (count == 0) {
      return null;
    }
    return count > MOST_MEMBERS
        ? some + " and " + (count - MOST_MEMBERS) + " more"
        : some.toString();
  }

  private static JsonNode at(ObjectNode document, String path) {
    int colon = path.lastIndexOf(':');
    JsonNode holder = colon < 0 ? document : document.path(path.substring(0, colon));
    String name = path.substring(colon + 1);
    int dot = name.indexOf('.');
    return dot < 0
        ? holder.path(name)
        : holder.path(name.substring(0, dot)).path(name.substring(dot + 1));
  }

  private static @Nullable String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return value.isString() ? value.stringValue() : value.toString();
  }

  private static JsonNode missing() {
    return NOTHING.path("");
  }
}
