package dev.rosterline.scim.patch;

import dev.rosterline.scim.json.Leniency;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.schema.AccountSchemas;
import dev.rosterline.scim.schema.ResourceType;
import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.SchemaReader;
import dev.rosterline.scim.schema.SchemaWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A patch that is right in itself: only the resource's state can still refuse it.
 *
 * @param mode whether a filter without a match creates the element it describes
 * @param extensions that the account declared and the operations name; they travel with the patch
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2">RFC 7644, 3.5.2</a>
 */
public record Patch(
    List<PatchOperation> operations, Mode mode, Set<Leniency> leniencies, List<Schema> extensions) {

  private static final String EXTENSIONS = "extensions";

  public Patch {
    operations = List.copyOf(operations);
    leniencies = Set.copyOf(leniencies);
    extensions = List.copyOf(extensions);
  }

  public Patch(List<PatchOperation> operations, Mode mode, Set<Leniency> leniencies) {
    this(operations, mode, leniencies, named(operations));
  }

  private static List<Schema> named(List<PatchOperation> operations) {
    return AccountSchemas.current().stream()
        .filter(
            schema ->
                operations.stream()
                    .anyMatch(operation -> schema.urn().equals(urn(operation.path()))))
        .toList();
  }

  private static @Nullable String urn(PatchPath path) {
    return switch (path) {
      case PatchPath.OfExtension extension -> extension.urn();
      case PatchPath.OfAttribute attribute -> attribute.attribute().extensionUrn();
    };
  }

  public Patch(List<PatchOperation> operations, Set<Leniency> leniencies) {
    this(operations, Mode.LENIENT, leniencies);
  }

  /**
   * The canonical form; each operation of a strict patch says so. The first also holds the schemas
   * that the account declared, as they are now.
   */
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
    if (!extensions.isEmpty()) {
      ArrayNode schemas = ((ObjectNode) list.get(0)).putArray(EXTENSIONS);
      extensions.forEach(schema -> schemas.add(SchemaWriter.write(schema)));
    }
    return list;
  }

  /** Reads what {@link #toJson} wrote; the leniencies stay behind. */
  public static Patch fromJson(ResourceType type, JsonNode json) {
    List<Schema> extensions = new ArrayList<>();
    for (JsonNode schema : json.path(0).path(EXTENSIONS)) {
      extensions.add(SchemaReader.read(schema.path("id").asString(""), (ObjectNode) schema));
    }
    return AccountSchemas.within(extensions, () -> read(type, json));
  }

  private static Patch read(ResourceType type, JsonNode json) {
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
