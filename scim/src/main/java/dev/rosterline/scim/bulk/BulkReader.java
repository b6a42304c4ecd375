package dev.rosterline.scim.bulk;

import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.json.ScimJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of a bulk request. What is wrong with the whole is thrown; what is wrong with one
 * operation is that operation's own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.7">RFC 7644, 3.7</a>
 */
public final class BulkReader {

  private BulkReader() {}

  public static BulkRequest read(byte[] body) {
    if (body.length > BulkRequest.MAX_PAYLOAD_SIZE) {
      throw new ScimException(
          ScimError.of(
              413,
              "A bulk request may have "
                  + BulkRequest.MAX_PAYLOAD_SIZE
                  + " bytes (maxPayloadSize), this one has "
                  + body.length));
    }
    ObjectNode request = ScimJson.object(body);
    requireSchema(member(request, "schemas"));
    int failOnErrors = failOnErrors(member(request, "failOnErrors"));
    List<BulkOperation> operations = new ArrayList<>();
    for (JsonNode operation : operations(member(request, "Operations"))) {
      operations.add(BulkOperationReader.read(operation));
    }
    requireDistinctNames(operations);
    return new BulkRequest(failOnErrors, operations);
  }

  private static void requireSchema(@Nullable JsonNode schemas) {
    if (schemas != null && schemas.isArray()) {
      for (JsonNode urn : schemas) {
        if (urn.asString("").equalsIgnoreCase(BulkRequest.SCHEMA)) {
          return;
        }
      }
    }
    throw new ScimException(
        ScimType.INVALID_SYNTAX, "\"schemas\" must be [\"" + BulkRequest.SCHEMA + "\"]");
  }

  private static int failOnErrors(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return Integer.MAX_VALUE;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
      throw new ScimException(
          ScimType.INVALID_VALUE, "\"failOnErrors\" must be an integer of at least 1");
    }
    return value.intValue();
  }

  private static JsonNode operations(@Nullable JsonNode operations) {
    if (operations == null || !operations.isArray() || operations.isEmpty()) {
      throw new ScimException(
          ScimType.INVALID_SYNTAX, "\"Operations\" must be an array with at least one operation");
    }
    if (operations.size() > BulkRequest.MAX_OPERATIONS) {
      throw new ScimException(
          ScimError.of(
              413,
              "A bulk request may have "
                  + BulkRequest.MAX_OPERATIONS
                  + " operations (maxOperations), this one has "
                  + operations.size()));
    }
    return operations;
  }

  private static void requireDistinctNames(List<BulkOperation> operations) {
    Set<String> names = new HashSet<>();
    for (BulkOperation operation : operations) {
      String name = operation.bulkId();
      if (name != null && !names.add(name)) {
        throw new ScimException(
            ScimType.INVALID_VALUE,
            "bulkId \"" + name + "\" names more than one operation; each needs its own");
      }
    }
  }

  /** Member names do not depend on letter case (RFC 7643, 2.1). */
  static @Nullable JsonNode member(ObjectNode object, String name) {
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
}
