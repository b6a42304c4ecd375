package dev.rosterline.gateway.lookup;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a query from the body of a POST to {@code .search}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.4.3">RFC 7644, 3.4.3</a>
 */
final class SearchRequest {

  private static final String URN = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

  private SearchRequest() {}

  static ListQuery read(List<ResourceType> types, byte[] json) {
    ObjectNode body = ScimJson.object(json);
    boolean named = false;
    for (JsonNode schema : body.path("schemas")) {
      named |= schema.asString("").equalsIgnoreCase(URN);
    }
    if (!named) {
      throw new ScimException(ScimType.INVALID_SYNTAX, "\"schemas\" must contain " + URN);
    }
    return ListQuery.read(types, name -> text(name, member(body, name)));
  }

  /** Names of attributes are found in any letter case (RFC 7643, 2.1). */
  private static @Nullable JsonNode member(ObjectNode body, String name) {
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getValue();
      }
    }
    return null;
  }

  private static @Nullable String text(String name, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isObject()) {
      throw new ScimException(ScimType.INVALID_SYNTAX, "\"" + name + "\" cannot be an object");
    }
    if (!value.isArray()) {
      return value.asString();
    }
    List<String> names = new ArrayList<>();
    value.forEach(element -> names.add(element.asString("")));
    return names.isEmpty() ? null : String.join(",", names);
  }
}
