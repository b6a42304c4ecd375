package dev.rosterline.scim.json;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.quirks.EchoedAttributes;
import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.MatchingKey;
import dev.rosterline.scim.schema.ResourceType;
import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.Schemas;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of a POST or PUT into a document that holds only what a client may set.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.3">RFC 7644, 3.3 and 3.5.1</a>
 */
public final class ResourceReader {

  private final ResourceType type;
  private final Mode mode;
  private final Set<Leniency> leniencies = EnumSet.noneOf(Leniency.class);
  private final ValueReader values;
  private final ObjectNode document = JsonNodeFactory.instance.objectNode();

  private ResourceReader(ResourceType type, Mode mode) {
    this.type = type;
    this.mode = mode;
    this.values = new ValueReader(mode, leniencies);
  }

  public static ValidResource read(ResourceType type, byte[] body, Mode mode) {
    return read(type, ScimJson.object(body), mode);
  }

  public static ValidResource read(ResourceType type, ObjectNode body, Mode mode) {
    ResourceReader reader = new ResourceReader(type, mode);
    reader.readSchemas(body);
    reader.readMembers(body);
    reader.requireNames();
    Extensions.requireAll(type, reader.document);
    return new ValidResource(reader.document, reader.leniencies);
  }

  /**
   * A user who is created without {@code active} may be used at once; null overrides the default
   * (RFC 7644, 3.3).
   */
  public static ValidResource readForCreate(ResourceType type, byte[] body, Mode mode) {
    ObjectNode sent = ScimJson.object(body);
    ValidResource resource = read(type, sent, mode);
    return member(sent, "active").isNull() ? resource : withDefaults(type, resource);
  }

  /**
   * Leaves {@code active} absent when it was not sent: a PUT without it must not reactivate a user
   * silently.
   */
  public static ValidResource readForReplace(ResourceType type, byte[] body, Mode mode) {
    return read(type, body, mode);
  }

  private static ValidResource withDefaults(ResourceType type, ValidResource resource) {
    if (type == ResourceType.GROUP || resource.document().has("active")) {
      return resource;
    }
    ObjectNode document = resource.document().deepCopy();
    document.put("active", true);
    return new ValidResource(document, resource.leniencies());
  }

  private void readSchemas(ObjectNode body) {
    JsonNode sent = member(body, "schemas");
    if (sent.isArray() && sent.isEmpty()) {
      throw invalidSyntax("\"schemas\" is empty; expected " + type.schemaUrn());
    }
    if (sent.isMissingNode() || sent.isNull()) {
      tolerate(Leniency.SCHEMAS_MISSING, "\"schemas\" is missing; expected " + type.schemaUrn());
      return;
    }
    if (!sent.isArray()) {
      throw invalidSyntax("\"schemas\" must be an array of URNs");
    }
    Set<String> seen = new HashSet<>();
    for (JsonNode urn : sent) {
      if (!urn.isString()) {
        throw invalidSyntax("\"schemas\" must be an array of URNs");
      }
      String key = MatchingKey.of(urn.stringValue());
      if (!seen.add(key)) {
        throw invalidSyntax("\"schemas\" names " + urn.stringValue() + " twice");
      }
      if (!key.equals(MatchingKey.of(type.schemaUrn())) && Schemas.extension(type, key) == null) {
        tolerate(
            Leniency.UNKNOWN_SCHEMA,
            "A " + type.wire() + " cannot have the schema " + urn.stringValue());
      }
    }
    if (!seen.contains(MatchingKey.of(type.schemaUrn()))) {
      refuseOtherType(seen);
      tolerate(Leniency.SCHEMAS_MISSING, "\"schemas\" must contain " + type.schemaUrn());
    }
  }

  /** A group sent to /Users is a mistake in any mode. */
  private void refuseOtherType(Set<String> seen) {
    for (ResourceType other : ResourceType.values()) {
      if (other != type && seen.contains(MatchingKey.of(other.schemaUrn()))) {
        throw invalidSyntax("A " + other.wire() + " was sent to " + type.endpoint());
      }
    }
  }

  private void tolerate(Leniency leniency, String problem) {
    if (mode == Mode.STRICT) {
      throw invalidSyntax(problem);
    }
    leniencies.add(leniency);
  }

  private void readMembers(ObjectNode body) {
    document.set("schemas", JsonNodeFactory.instance.arrayNode());
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      String name = member.getKey();
      Schema extension = Schemas.extension(type, name);
      if (extension != null) {
        readExtension(extension, member.getValue());
      } else if (!EchoedAttributes.matches(name)) {
        Attribute attribute = Schemas.attribute(type, name);
        put(document, attribute, name, "", member.getValue());
      }
    }
    writeSchemas(type, document);
  }

  private void readExtension(Schema extension, JsonNode value) {
    if (value.isNull()) {
      return;
    }
    if (!(value instanceof ObjectNode members)) {
      throw SimpleValues.invalid(extension.urn(), "an object");
    }
    ObjectNode container = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      Attribute attribute = extension.attribute(member.getKey());
      put(container, attribute, member.getKey(), extension.urn() + ":", member.getValue());
    }
    if (!container.isEmpty()) {
      document.set(extension.urn(), container);
    }
  }

  private void put(
      ObjectNode target,
      @Nullable Attribute attribute,
      String name,
      String prefix,
      JsonNode value) {
    if (attribute == null) {
      values.unknown(prefix + name);
      return;
    }
    if (attribute.isReadOnly()) {
      return;
    }
    JsonNode read = values.attribute(attribute, value, prefix + attribute.name());
    if (read == null) {
      return;
    }
    if (target.has(attribute.name())) {
      throw invalidSyntax("\"" + prefix + attribute.name() + "\" is given twice");
    }
    target.set(attribute.name(), read);
  }

  /** Lists the base schema and the extensions that are really there. */
  public static void writeSchemas(ResourceType type, ObjectNode document) {
    ArrayNode schemas = document.putArray("schemas").add(type.schemaUrn());
    document.propertyNames().stream().filter(Extensions::isContainer).forEach(schemas::add);
  }

  private void requireNames() {
    List<Attribute> required =
        Schemas.core(type).attributes().stream().filter(Attribute::required).toList();
    for (Attribute attribute : required) {
      JsonNode value = document.get(attribute.name());
      if (value == null || value.asString("").isBlank()) {
        throw new ScimException(
            ScimType.INVALID_VALUE,
            "\"" + attribute.name() + "\" is required and must not be empty");
      }
    }
  }

  private static JsonNode member(ObjectNode body, String name) {
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return member.getValue();
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }

  private static ScimException invalidSyntax(String detail) {
    return new ScimException(ScimType.INVALID_SYNTAX, detail);
  }
}
