package dev.rosterline.scim.bulk;

import static dev.rosterline.scim.bulk.BulkReader.member;

import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.patch.PatchReader;
import dev.rosterline.scim.schema.ResourceType;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one operation; keeps what could be read beside what is wrong with it. */
final class BulkOperationReader {

  private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final ObjectNode json;
  private final String method;
  private final @Nullable String bulkId;
  private @Nullable ResourceType type;
  private @Nullable String target;

  private BulkOperationReader(ObjectNode json) {
    this.json = json;
    this.method = text("method", "").toUpperCase(Locale.ROOT);
    String name = text("bulkId", "");
    this.bulkId = name.isEmpty() ? null : name;
  }

  static BulkOperation read(JsonNode operation) {
    ObjectNode json =
        operation instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    BulkOperationReader reader = new BulkOperationReader(json);
    try {
      reader.requireMethod();
      reader.readPath();
      return reader.read(reader.data(), null);
    } catch (ScimException e) {
      return reader.read(null, e.error());
    }
  }

  private BulkOperation read(@Nullable ObjectNode data, @Nullable ScimError error) {
    String version = text("version", "");
    return new BulkOperation(
        method, bulkId, version.isEmpty() ? null : version, type, target, data, error);
  }

  private void requireMethod() {
    if (!METHODS.contains(method)) {
      throw invalid("\"method\" must be POST, PUT, PATCH or DELETE");
    }
    if (method.equals("POST") && bulkId == null) {
      throw invalid("A POST needs a \"bulkId\"");
    }
  }

  private void readPath() {
    String path = text("path", "");
    for (ResourceType candidate : ResourceType.values()) {
      if (path.equals(candidate.endpoint())) {
        type = candidate;
      } else if (path.startsWith(candidate.endpoint() + "/")) {
        type = candidate;
        target = path.substring(candidate.endpoint().length() + 1);
      }
    }
    boolean post = method.equals("POST");
    boolean fits = type != null && (post ? target == null : target != null && !target.isEmpty());
    if (!fits) {
      throw invalid(
          "\"path\" of a "
              + method
              + " must be "
              + (post ? "/Users or /Groups" : "/Users/{id} or /Groups/{id}")
              + ", not \""
              + path
              + "\"");
    }
  }

  /** The sample in the RFC sends a PATCH without its envelope (erratum 5050); both are read. */
  private @Nullable ObjectNode data() {
    if (method.equals("DELETE")) {
      return null;
    }
    JsonNode data = member(json, "data");
    boolean patch = method.equals("PATCH");
    if (patch && data instanceof ArrayNode operations) {
      ObjectNode message = JsonNodeFactory.instance.objectNode();
      message.set("Operations", operations);
      return withPatchSchema(message);
    }
    if (!(data instanceof ObjectNode object)) {
      throw invalid("A " + method + " needs an object as \"data\"");
    }
    return patch && member(object, "schemas") == null ? withPatchSchema(object) : object;
  }

  private static ObjectNode withPatchSchema(ObjectNode message) {
    message.putArray("schemas").add(PatchReader.SCHEMA);
    return message;
  }

  private String text(String name, String otherwise) {
    JsonNode value = member(json, name);
    return value == null ? otherwise : value.asString(otherwise);
  }

  private static ScimException invalid(String detail) {
    return new ScimException(ScimType.INVALID_SYNTAX, detail);
  }
}
