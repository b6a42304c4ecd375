package dev.rosterline.scim.discovery;

import dev.rosterline.scim.bulk.BulkRequest;
import dev.rosterline.scim.schema.ResourceType;
import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.SchemaWriter;
import dev.rosterline.scim.schema.Schemas;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes the server to clients that look before they write.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-4">RFC 7644, 4</a>
 */
public final class Discovery {

  private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";

  /** The one security event there is: how an asynchronous request ended (RFC 9967, 2.5.1.3). */
  public static final String ASYNC_RESPONSE = "urn:ietf:params:scim:event:misc:asyncresp";

  private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

  private Discovery() {}

  public static ObjectNode serviceProviderConfig(String baseUrl, Limits limits) {
    ObjectNode config = resource("ServiceProviderConfig");
    supported(config, "patch", true);
    supported(config, "bulk", true)
        .put("maxOperations", BulkRequest.MAX_OPERATIONS)
        .put("maxPayloadSize", BulkRequest.MAX_PAYLOAD_SIZE);
    supported(config, "filter", true).put("maxResults", limits.maxResults());
    supported(config, "changePassword", false);
    supported(config, "sort", limits.sort());
    supported(config, "etag", true);
    config
        .putObject("pagination")
        .put("cursor", true)
        .put("index", true)
        .put("defaultPaginationMethod", "index")
        .put("defaultPageSize", limits.defaultPageSize())
        .put("maxPageSize", limits.maxResults())
        .put("cursorTimeout", Math.toIntExact(limits.cursorTimeout().toSeconds()));
    config
        .putObject("securityEvents")
        .put("asyncRequest", "request")
        .putArray("eventUris")
        .add(ASYNC_RESPONSE);
    config
        .putArray("authenticationSchemes")
        .addObject()
        .put("type", "oauthbearertoken")
        .put("name", "OAuth Bearer Token")
        .put("description", "A bearer token in the Authorization header")
        .put("specUri", "https://www.rfc-editor.org/rfc/rfc6750")
        .put("primary", true);
    return located(config, "ServiceProviderConfig", baseUrl + "/ServiceProviderConfig");
  }

  public static ObjectNode schemas(String baseUrl) {
    return list(Schemas.published().stream().map(schema -> describe(baseUrl, schema)).toList());
  }

  /** With a location relative to the base URL. */
  public static Optional<ObjectNode> schema(String urn) {
    return schema("", urn);
  }

  public static Optional<ObjectNode> schema(String baseUrl, String urn) {
    return Optional.ofNullable(Schemas.schema(urn)).map(schema -> describe(baseUrl, schema));
  }

  public static ObjectNode resourceTypes(String baseUrl) {
    return list(Arrays.stream(ResourceType.values()).map(type -> describe(baseUrl, type)).toList());
  }

  /** With a location relative to the base URL. */
  public static Optional<ObjectNode> resourceType(String name) {
    return resourceType("", name);
  }

  public static Optional<ObjectNode> resourceType(String baseUrl, String name) {
    return Arrays.stream(ResourceType.values())
        .filter(type -> type.wire().equals(name))
        .findFirst()
        .map(type -> describe(baseUrl, type));
  }

  private static ObjectNode describe(String baseUrl, Schema schema) {
    return located(SchemaWriter.write(schema), "Schema", baseUrl + "/Schemas/" + schema.urn());
  }

  private static ObjectNode describe(String baseUrl, ResourceType type) {
    Schema core = Schemas.core(type);
    ObjectNode node = resource("ResourceType");
    node.put("id", type.wire())
        .put("name", type.wire())
        .put("description", core.description())
        .put("endpoint", type.endpoint())
        .put("schema", core.urn());
    List<Schema> extensions = Schemas.extensions(type);
    if (!extensions.isEmpty()) {
      ArrayNode array = node.putArray("schemaExtensions");
      extensions.forEach(e -> array.addObject().put("schema", e.urn()).put("required", false));
    }
    return located(node, "ResourceType", baseUrl + "/ResourceTypes/" + type.wire());
  }

  private static ObjectNode supported(ObjectNode config, String feature, boolean supported) {
    return config.putObject(feature).put("supported", supported);
  }

  private static ObjectNode resource(String kind) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.putArray("schemas").add(CORE + kind);
    return node;
  }

  private static ObjectNode located(ObjectNode node, String kind, String location) {
    node.putObject("meta").put("resourceType", kind).put("location", location);
    return node;
  }

  private static ObjectNode list(List<ObjectNode> resources) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.putArray("schemas").add(LIST);
    list.put("totalResults", resources.size())
        .put("startIndex", 1)
        .put("itemsPerPage", resources.size());
    ArrayNode array = list.putArray("Resources");
    resources.forEach(array::add);
    return list;
  }
}
