package dev.rosterline.scim.patch;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.json.Leniency;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.References;
import dev.rosterline.scim.json.ValueReader;
import dev.rosterline.scim.quirks.EchoedAttributes;
import dev.rosterline.scim.quirks.ManagerName;
import dev.rosterline.scim.quirks.PathAsKey;
import dev.rosterline.scim.quirks.ValueListRemoval;
import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.Mutability;
import dev.rosterline.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one operation into the steps it stands for, each with a path; none if it asks for nothing.
 */
final class OperationReader {

  private final ResourceType type;
  private final Mode mode;
  private final Set<Leniency> leniencies;
  private final ValueReader values;
  private final OperationValues operationValues;

  OperationReader(ResourceType type, Mode mode, Set<Leniency> leniencies) {
    this.type = type;
    this.mode = mode;
    this.leniencies = leniencies;
    this.values = new ValueReader(mode, leniencies);
    this.operationValues = new OperationValues(mode, values);
  }

  List<PatchOperation> read(Op op, String pathText, @Nullable JsonNode value) {
    return switch (PatchPath.parse(type, pathText)) {
      case PatchPath.OfExtension extension -> extension(op, extension, value);
      case PatchPath.OfAttribute path -> attribute(op, path, value);
    };
  }

  /** The value's members are the attributes to add or replace (RFC 7644, 3.5.2.1 and 3.5.2.3). */
  List<PatchOperation> withoutPath(Op op, @Nullable JsonNode value) {
    if (op == Op.REMOVE) {
      throw new ScimException(ScimType.NO_TARGET, "A remove operation needs a \"path\"");
    }
    if (!(value instanceof ObjectNode attributes)) {
      throw invalidValue("An operation without \"path\" needs an object as \"value\"");
    }
    return members(op, "", attributes);
  }

  private List<PatchOperation> members(Op op, String prefix, ObjectNode attributes) {
    List<PatchOperation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : attributes.properties()) {
      if (!prefix.isEmpty() || !EchoedAttributes.matches(member.getKey())) {
        operations.addAll(member(op, prefix + member.getKey(), member.getKey(), member.getValue()));
      }
    }
    return operations;
  }

  private List<PatchOperation> member(Op op, String pathText, String key, JsonNode value) {
    PatchPath path;
    try {
      path = PatchPath.parse(type, pathText);
    } catch (ScimException e) {
      if (mode == Mode.STRICT || e.error().type() != ScimType.INVALID_PATH) {
        throw e;
      }
      values.unknown(pathText);
      return List.of();
    }
    return switch (path) {
      case PatchPath.OfExtension extension -> extension(op, extension, value);
      case PatchPath.OfAttribute attribute -> {
        if (PathAsKey.matches(key)) {
          leniencies.add(Leniency.PATH_AS_KEY);
        }
        // An object without a path may be a representation sent back: what only the server writes
        // is ignored.
        yield isReadOnly(attribute.attribute()) ? List.of() : attribute(op, attribute, value);
      }
    };
  }

  private List<PatchOperation> extension(
      Op op, PatchPath.OfExtension path, @Nullable JsonNode value) {
    if (op == Op.REMOVE) {
      return List.of(new PatchOperation(Op.REMOVE, path, null));
    }
    if (value == null) {
      throw missingValue(op);
    }
    if (value.isNull()) {
      return op == Op.ADD ? List.of() : List.of(new PatchOperation(Op.REMOVE, path, null));
    }
    if (!(value instanceof ObjectNode attributes)) {
      throw invalidValue("The value of \"" + path.urn() + "\" must be an object");
    }
    return members(op, path.urn() + ":", attributes);
  }

  private List<PatchOperation> attribute(
      Op op, PatchPath.OfAttribute path, @Nullable JsonNode value) {
    AttributeRef ref = path.attribute();
    if (ref.attribute().name().equals("schemas")) {
      return SchemasOperation.read(type, op, value);
    }
    requireWritable(op, path);
    if (References.isAddress(ref)) {
      return address(op, ref, value);
    }
    if (op == Op.REMOVE) {
      return remove(path, value);
    }
    if (value == null) {
      throw missingValue(op);
    }
    if (value.isNull()) {
      return op == Op.ADD && ref.attribute().multiValued() ? List.of() : remove(path, null);
    }
    return operationValues.read(op, path, value).map(List::of).orElse(List.of());
  }

  /** Another address is another id; without the one there is not the other. */
  private List<PatchOperation> address(Op op, AttributeRef ref, @Nullable JsonNode value) {
    Attribute id = ref.attribute().sub("value");
    PatchPath.OfAttribute path = new PatchPath.OfAttribute(ref.withSub(id), null);
    return attribute(op, path, value == null ? null : References.id(value).orElse(value));
  }

  private List<PatchOperation> remove(PatchPath.OfAttribute path, @Nullable JsonNode value) {
    AttributeRef ref = path.attribute();
    if (ref.target().required()) {
      throw mutability("\"" + path.text() + "\" is required and cannot be removed");
    }
    boolean whole = path.filter() == null && ref.sub() == null && ref.attribute().multiValued();
    if (value == null || !whole || !ValueListRemoval.matches(value)) {
      return List.of(new PatchOperation(Op.REMOVE, path, null));
    }
    leniencies.add(Leniency.VALUE_LIST_REMOVAL);
    JsonNode listed = operationValues.list(ref, value);
    // An empty list removes nothing; without this it would remove everything.
    return listed == null ? List.of() : List.of(new PatchOperation(Op.REMOVE, path, listed));
  }

  private boolean isReadOnly(AttributeRef ref) {
    Attribute sub = ref.sub();
    if (mode == Mode.LENIENT && sub != null && ManagerName.matches(ref.attribute(), sub)) {
      leniencies.add(Leniency.MANAGER_NAMED);
      return false;
    }
    return ref.attribute().isReadOnly() || ref.target().isReadOnly();
  }

  private void requireWritable(Op op, PatchPath.OfAttribute path) {
    if (isReadOnly(path.attribute())) {
      throw mutability("\"" + path.text() + "\" is read-only");
    }
    Attribute sub = path.attribute().sub();
    boolean immutable = sub != null && sub.mutability() == Mutability.IMMUTABLE;
    boolean members = path.attribute().attribute().name().equals("members");
    if (immutable || (members && path.filter() != null && op != Op.REMOVE)) {
      throw mutability("\"" + path.text() + "\" is immutable; add or remove the element");
    }
  }

  private static ScimException missingValue(Op op) {
    return invalidValue("\"" + op.wire() + "\" needs a \"value\"");
  }

  private static ScimException invalidValue(String detail) {
    return new ScimException(ScimType.INVALID_VALUE, detail);
  }

  private static ScimException mutability(String detail) {
    return new ScimException(ScimType.MUTABILITY, detail);
  }
}
