package dev.rosterline.gateway.bulk;

import dev.rosterline.gateway.lookup.RepresentationWriter;
import dev.rosterline.gateway.reply.ScimResponse;
import dev.rosterline.scim.bulk.BulkOperation;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.schema.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what became of each operation that was begun.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.7.3">RFC 7644, 3.7.3</a>
 */
final class BulkResponse {

  private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

  private final RepresentationWriter representations;

  BulkResponse(RepresentationWriter representations) {
    this.representations = representations;
  }

  ScimResponse of(List<BulkOperation> operations, SortedMap<Integer, Result> results) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("schemas").add(SCHEMA);
    ArrayNode list = body.putArray("Operations");
    results.forEach((index, result) -> list.add(operation(operations.get(index), result)));
    return ScimResponse.of(HttpStatus.OK, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** One operation of the response. */
  ObjectNode operation(BulkOperation operation, Result result) {
    ScimResponse response = result.response();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("method", operation.method());
    if (operation.bulkId() != null) {
      node.put("bulkId", operation.bulkId());
    }
    String version = response.headers().getETag();
    if (version != null) {
      node.put("version", version);
    }
    ResourceType type = operation.type();
    if (type != null && result.id() != null) {
      node.put("location", representations.baseUrl() + type.endpoint() + "/" + result.id());
    }
    node.put("status", Integer.toString(response.statusCode().value()));
    if (!result.isSuccess()) {
      node.set("response", ScimJson.object(response.body()));
    }
    return node;
  }
}
