package dev.rosterline.scim.patch;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.ValueReader;
import dev.rosterline.scim.quirks.EmptyString;
import dev.rosterline.scim.quirks.SingleValue;
import dev.rosterline.scim.schema.Attribute;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the value of an add or replace in the shape its path asks for. */
final class OperationValues {

  private final Mode mode;
  private final ValueReader values;

  OperationValues(Mode mode, ValueReader values) {
    this.mode = mode;
    this.values = values;
  }

  /**
   * The operation that sets the value, or unassigns the target if the value says "nothing"; empty
   * if nothing is asked.
   */
  Optional<PatchOperation> read(Op op, PatchPath.OfAttribute path, JsonNode value) {
    AttributeRef ref = path.attribute();
    Attribute target = ref.target();
    if (target.required()) {
      requireText(path, value);
    }
    if (ref.sub() != null) {
      return singular(op, path, values.single(target, value, path.text()));
    }
    if (path.filter() != null) {
      JsonNode element = values.single(target, value, path.text());
      return element == null && op == Op.ADD ? Optional.empty() : singular(op, path, element);
    }
    if (target.multiValued()) {
      JsonNode list = list(ref, value);
      return list == null && op == Op.ADD ? Optional.empty() : singular(op, path, list);
    }
    return target.isComplex()
        ? complex(op, path, value)
        : singular(op, path, values.single(target, value, path.text()));
  }

  /** The elements; one object stands for a list of one (RFC 7644, 3.5.2.1). */
  @Nullable JsonNode list(AttributeRef ref, JsonNode value) {
    JsonNode elements = value.isObject() ? SingleValue.asList(value) : value;
    return values.attribute(ref.attribute(), elements, ref.path());
  }

  private Optional<PatchOperation> complex(Op op, PatchPath.OfAttribute path, JsonNode value) {
    Attribute target = path.attribute().target();
    if (mode == Mode.LENIENT && EmptyString.matches(value)) {
      return singular(op, path, null);
    }
    ObjectNode changes = values.changes(target, value, path.text());
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    // Entra takes a manager away by {"value":""}: what else is known of the manager goes with it.
    boolean gone = changes.has("value") && changes.get("value").isNull();
    return singular(op, path, gone ? null : changes);
  }

  private static Optional<PatchOperation> singular(
      Op op, PatchPath.OfAttribute path, @Nullable JsonNode value) {
    return Optional.of(new PatchOperation(value == null ? Op.REMOVE : op, path, value));
  }

  private static void requireText(PatchPath.OfAttribute path, JsonNode value) {
    if (value.isString() && value.stringValue().isBlank()) {
      throw new ScimException(
          ScimType.INVALID_VALUE, "\"" + path.text() + "\" is required and must not be empty");
    }
  }
}
