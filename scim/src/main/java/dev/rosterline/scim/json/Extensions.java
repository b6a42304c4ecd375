package dev.rosterline.scim.json;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.ResourceType;
import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.Schemas;
import tools.jackson.databind.node.ObjectNode;

/** What a whole document must keep to in its extensions. */
public final class Extensions {

  private static final String URN = "urn:";

  private Extensions() {}

  /** Whether a member of a document holds the attributes of an extension. */
  public static boolean isContainer(String member) {
    return member.regionMatches(true, 0, URN, 0, URN.length());
  }

  /** An extension that is there has what it requires; it need not be there (RFC 7643, 6). */
  public static void requireAll(ResourceType type, ObjectNode document) {
    for (Schema extension : Schemas.extensions(type)) {
      if (document.get(extension.urn()) instanceof ObjectNode container) {
        extension.attributes().stream()
            .filter(Attribute::required)
            .filter(attribute -> !container.has(attribute.name()))
            .findFirst()
            .ifPresent(attribute -> refuse(extension, attribute));
      }
    }
  }

  private static void refuse(Schema extension, Attribute attribute) {
    throw new ScimException(
        ScimType.INVALID_VALUE, "\"" + extension.urn() + ":" + attribute.name() + "\" is required");
  }
}
