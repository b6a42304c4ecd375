package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.ScimId;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.schema.ResourceType;
import dev.rosterline.scim.schema.Schemas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a stored resource as clients see it: with id, meta and the addresses of what it refers to.
 */
@Component
public class RepresentationWriter {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** Attributes that need an address, so that their document has to be read. */
  private static final List<String> REFERENCES =
      List.of("\"groups\"", "\"members\"", "\"manager\"");

  private final String baseUrl;

  public RepresentationWriter(@Value("${rosterline.base-url:}") String baseUrl) {
    this.baseUrl = baseUrl.replaceAll("/+$", "") + "/scim/v2";
  }

  /** The base of all locations, ending in {@code /scim/v2}. */
  public String baseUrl() {
    return baseUrl;
  }

  public byte[] write(ResourceType type, StoredResource resource, Projection projection) {
    return text(type, resource, projection).getBytes(StandardCharsets.UTF_8);
  }

  public String location(ResourceType type, ScimId id) {
    return baseUrl + type.endpoint() + "/" + id;
  }

  public String etag(long version) {
    return "W/\"" + version + "\"";
  }

  /** Most documents are never parsed: id and meta are put around their text. */
  String text(ResourceType type, StoredResource resource, Projection projection) {
    String document = resource.document();
    if (projection.isDefault() && REFERENCES.stream().noneMatch(document::contains)) {
      return "{\"id\":\""
          + resource.id()
          + "\","
          + document.substring(document.indexOf('{') + 1, document.lastIndexOf('}'))
          + ",\"meta\":"
          + meta(type, resource)
          + "}";
    }
    ObjectNode full = (ObjectNode) ScimJson.MAPPER.readTree(document);
    full.put("id", resource.id().toString());
    full.set("meta", ScimJson.MAPPER.readTree(meta(type, resource)));
    addReferences(full);
    return projection.apply(full).toString();
  }

  private String meta(ResourceType type, StoredResource resource) {
    return "{\"resourceType\":\""
        + type.wire()
        + "\",\"created\":\""
        + time(resource.created())
        + "\",\"lastModified\":\""
        + time(resource.modified())
        + "\",\"location\":\""
        + location(type, resource.id())
        + "\",\"version\":\"W/\\\""
        + resource.version()
        + "\\\"\"}";
  }

  private static String time(Instant instant) {
    return MILLIS.format(instant);
  }

  private void addReferences(ObjectNode full) {
    full.path("groups").forEach(group -> refer(group, ResourceType.GROUP));
    full.path("members")
        .forEach(
            member -> {
              boolean group = member.path("type").asString("User").equals("Group");
              refer(member, group ? ResourceType.GROUP : ResourceType.USER);
            });
    refer(full.path(Schemas.ENTERPRISE_URN).path("manager"), ResourceType.USER);
  }

  private void refer(JsonNode node, ResourceType type) {
    if (node instanceof ObjectNode reference && reference.path("value").isString()) {
      reference.put("$ref", baseUrl + type.endpoint() + "/" + reference.path("value").asString());
    }
  }
}
