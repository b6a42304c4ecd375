package dev.rosterline.scim.patch;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.schema.ResourceType;
import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An operation on {@code schemas}: the list follows the attributes, so only taking an extension
 * away does something.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2">RFC 7644, 3.5.2</a>
 */
final class SchemasOperation {

  private SchemasOperation() {}

  static List<PatchOperation> read(ResourceType type, Op op, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      throw new ScimException(ScimType.MUTABILITY, "\"schemas\" is required and cannot be removed");
    }
    Set<String> named = urns(value);
    if (op != Op.ADD && named.contains(type.schemaUrn()) == (op == Op.REMOVE)) {
      throw new ScimException(ScimType.MUTABILITY, "\"schemas\" cannot lose " + type.schemaUrn());
    }
    List<PatchOperation> operations = new ArrayList<>();
    for (Schema extension : Schemas.extensions(type)) {
      if (op != Op.ADD && named.contains(extension.urn()) == (op == Op.REMOVE)) {
        operations.add(
            new PatchOperation(Op.REMOVE, new PatchPath.OfExtension(extension.urn()), null));
      }
    }
    return operations;
  }

  private static Set<String> urns(JsonNode value) {
    Set<String> urns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (JsonNode urn : value.isArray() ? value.values() : List.of(value)) {
      if (!urn.isString()) {
        throw new ScimException(ScimType.INVALID_VALUE, "\"schemas\" must be an array of URNs");
      }
      urns.add(urn.stringValue());
    }
    return urns;
  }
}
