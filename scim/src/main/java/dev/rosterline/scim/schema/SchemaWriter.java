package dev.rosterline.scim.schema;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a schema as a Schema resource without {@code meta}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7643#section-7">RFC 7643, 7</a>
 */
public final class SchemaWriter {

  public static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema";

  private SchemaWriter() {}

  public static ObjectNode write(Schema schema) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.putArray("schemas").add(SCHEMA);
    node.put("id", schema.urn())
        .put("name", schema.name())
        .put("description", schema.description());
    ArrayNode attributes = node.putArray("attributes");
    schema.attributes().forEach(attribute -> describe(attributes.addObject(), attribute));
    return node;
  }

  private static void describe(ObjectNode node, Attribute attribute) {
    node.put("name", attribute.name())
        .put("type", attribute.type().wire())
        .put("multiValued", attribute.multiValued())
        .put("description", attribute.description())
        .put("required", attribute.required());
    strings(node, "canonicalValues", attribute.canonicalValues());
    switch (attribute.type()) {
      case STRING, REFERENCE, BINARY ->
          node.put("caseExact", attribute.caseExact())
              .put("uniqueness", attribute.uniqueness().wire());
      case DECIMAL, INTEGER, DATE_TIME -> node.put("uniqueness", attribute.uniqueness().wire());
      // Neither characteristic applies to these (RFC 7643, 2.3.2 and 2.3.8, erratum 6004).
      case BOOLEAN, COMPLEX -> {}
    }
    node.put("mutability", attribute.mutability().wire())
        .put("returned", attribute.returned().wire());
    strings(node, "referenceTypes", attribute.referenceTypes());
    if (attribute.isComplex()) {
      ArrayNode subs = node.putArray("subAttributes");
      attribute.subAttributes().forEach(sub -> describe(subs.addObject(), sub));
    }
  }

  private static void strings(ObjectNode node, String name, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = node.putArray(name);
      values.forEach(array::add);
    }
  }
}
