package dev.rosterline.scim.patch;

import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.json.Leniency;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.quirks.CapitalisedOp;
import dev.rosterline.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of a PATCH and checks all that needs no state.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2">RFC 7644, 3.5.2</a>
 */
public final class PatchReader {

  public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
  public static final int MAX_OPERATIONS = 1000;

  private PatchReader() {}

  public static Patch read(ResourceType type, byte[] body, Mode mode) {
    return read(type, ScimJson.object(body), mode);
  }

  public static Patch read(ResourceType type, ObjectNode body, Mode mode) {
    requireSchema(member(body, "schemas"));
    Set<Leniency> leniencies = EnumSet.noneOf(Leniency.class);
    OperationReader reader = new OperationReader(type, mode, leniencies);
    List<PatchOperation> operations = new ArrayList<>();
    for (JsonNode operation : operations(member(body, "Operations"))) {
      operations.addAll(operation(reader, operation, leniencies));
    }
    Patch patch = new Patch(operations, mode, leniencies);
    if (type == ResourceType.GROUP) {
      // Refuses, before anything is queued, a filter on members that membership cannot follow.
      GroupPatch.split(patch);
    }
    return patch;
  }

  private static void requireSchema(@Nullable JsonNode schemas) {
    if (schemas != null && schemas.isArray()) {
      for (JsonNode urn : schemas) {
        if (urn.asString("").equalsIgnoreCase(SCHEMA)) {
          return;
        }
      }
    }
    throw invalidSyntax("\"schemas\" must be [\"" + SCHEMA + "\"]");
  }

  private static JsonNode operations(@Nullable JsonNode operations) {
    if (operations == null || !operations.isArray() || operations.isEmpty()) {
      throw invalidSyntax("\"Operations\" must be an array with at least one operation");
    }
    if (operations.size() > MAX_OPERATIONS) {
      throw new ScimException(
          ScimError.of(
              413,
              "A patch may have "
                  + MAX_OPERATIONS
                  + " operations, this one has "
                  + operations.size()));
    }
    return operations;
  }

  private static List<PatchOperation> operation(
      OperationReader reader, JsonNode operation, Set<Leniency> leniencies) {
    if (!(operation instanceof ObjectNode object)) {
      throw invalidSyntax("Each operation must be an object");
    }
    Op op = op(member(object, "op"), leniencies);
    JsonNode value = member(object, "value");
    JsonNode path = member(object, "path");
    if (path == null || path.isNull() || (path.isString() && path.stringValue().isEmpty())) {
      return reader.withoutPath(op, value);
    }
    if (!path.isString()) {
      throw new ScimException(ScimType.INVALID_PATH, "\"path\" must be a string");
    }
    return reader.read(op, path.stringValue(), value);
  }

  private static Op op(@Nullable JsonNode node, Set<Leniency> leniencies) {
    String text = node == null ? "" : node.asString("");
    if (CapitalisedOp.matches(text)) {
      leniencies.add(Leniency.OP_NOT_LOWER_CASE);
    }
    return switch (CapitalisedOp.canonical(text)) {
      case "add" -> Op.ADD;
      case "remove" -> Op.REMOVE;
      case "replace" -> Op.REPLACE;
      default -> throw invalidSyntax("\"op\" must be add, remove or replace");
    };
  }

  private static @Nullable JsonNode member(ObjectNode object, String name) {
    JsonNode found = object.get(name);
    if (found != null) {
      return found;
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getValue();
      }
    }
    return null;
  }

  private static ScimException invalidSyntax(String detail) {
    return new ScimException(ScimType.INVALID_SYNTAX, detail);
  }
}
