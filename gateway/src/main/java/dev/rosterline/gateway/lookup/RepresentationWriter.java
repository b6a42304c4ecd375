package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.ScimId;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.schema.ResourceType;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Writes a stored resource as clients see it. */
@Component
public class RepresentationWriter {

  private final String baseUrl;

  RepresentationWriter(@Value("${rosterline.base-url:http://localhost:8080}") String baseUrl) {
    this.baseUrl = baseUrl;
  }

  public byte[] write(ResourceType type, StoredResource resource, Projection projection) {
    ObjectNode document = ScimJson.object(resource.document().getBytes(StandardCharsets.UTF_8));
    document.put("id", resource.id().toString());
    document
        .putObject("meta")
        .put("resourceType", type.wire())
        .put("created", resource.created().toString())
        .put("lastModified", resource.modified().toString())
        .put("location", location(type, resource.id()))
        .put("version", etag(resource.version()));
    return ScimJson.MAPPER.writeValueAsBytes(projection.apply(document));
  }

  public String location(ResourceType type, ScimId id) {
    return baseUrl + "/scim/v2" + type.endpoint() + "/" + id;
  }

  public String etag(long version) {
    return "W/\"" + version + "\"";
  }
}
