package dev.rosterline.scim.patch;

import dev.rosterline.scim.json.Leniency;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A patch that is right in itself: only the resource's state can still refuse it.
 *
 * @param mode whether a filter without a match creates the element it describes
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2">RFC 7644, 3.5.2</a>
 */
public record Patch(List<PatchOperation> operations, Mode mode, Set<Leniency> leniencies) {

  public Patch {
    operations = List.copyOf(operations);
    leniencies = Set.copyOf(leniencies);
  }

  public Patch(List<PatchOperation> operations, Set<Leniency> leniencies) {
    this(operations, Mode.LENIENT, leniencies);
  }

  /** The canonical form; each operation of a strict patch says so. */
  public ArrayNode toJson() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (PatchOperation operation : operations) {
      ObjectNode node =
          list.addObject().put("op", operation.op().wire()).put("path", operation.path().text());
      JsonNode value = operation.value();
      if (value != null) {
        node.set("value", value);
      }
      if (mode == Mode.STRICT) {
        node.put("strict", true);
      }
    }
    return list;
  }

  /** Reads what {@link #toJson} wrote; the leniencies stay behind. */
  public static Patch fromJson(ResourceType type, JsonNode json) {
    List<PatchOperation> operations = new ArrayList<>();
    Mode mode = Mode.LENIENT;
    for (JsonNode node : json) {
      Op op = Op.valueOf(node.path("op").asString("").toUpperCase(Locale.ROOT));
      PatchPath path = PatchPath.parse(type, node.path("path").asString(""));
      operations.add(new PatchOperation(op, path, node.get("value")));
      if (node.path("strict").asBoolean(false)) {
        mode = Mode.STRICT;
      }
    }
    return new Patch(operations, mode, Set.of());
  }
}
