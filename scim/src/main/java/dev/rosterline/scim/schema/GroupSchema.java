package dev.rosterline.scim.schema;

import static dev.rosterline.scim.schema.Attribute.complex;
import static dev.rosterline.scim.schema.Attribute.of;
import static dev.rosterline.scim.schema.Attribute.text;

import java.util.List;

/** The core Group schema; {@code displayName} is unique because Entra matches groups by it. */
final class GroupSchema {

  private GroupSchema() {}

  static Schema create() {
    return new Schema(
        ResourceType.GROUP.schemaUrn(),
        "Group",
        "Group",
        List.of(
            text("displayName", "Unique name of the group.").mandatory().unique(),
            complex(
                    "members",
                    "Members of the group.",
                    List.of(
                        text("value", "Identifier of the member.").mutability(Mutability.IMMUTABLE),
                        of("$ref", AttributeType.REFERENCE, "URI of the member.")
                            .refers("User", "Group")
                            .mutability(Mutability.IMMUTABLE),
                        text("type", "Kind of the member.")
                            .canonical("User", "Group")
                            .mutability(Mutability.IMMUTABLE),
                        // What the member is called now, whatever was sent.
                        text("display", "Display name of the member.")
                            .mutability(Mutability.READ_ONLY)))
                .many()));
  }
}
