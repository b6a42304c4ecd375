package dev.rosterline.scim.schema;

import static dev.rosterline.scim.schema.Attribute.complex;
import static dev.rosterline.scim.schema.Attribute.of;
import static dev.rosterline.scim.schema.Attribute.text;

import java.util.List;

/** The Enterprise User extension (RFC 7643, 4.3). */
final class EnterpriseUserSchema {

  private EnterpriseUserSchema() {}

  static Schema create() {
    return new Schema(
        Schemas.ENTERPRISE_URN,
        "EnterpriseUser",
        "Enterprise User",
        List.of(
            text("employeeNumber", "Identifier assigned to the person by the organization."),
            text("costCenter", "Name of a cost center."),
            text("organization", "Name of an organization."),
            text("division", "Name of a division."),
            text("department", "Name of a department."),
            complex(
                "manager",
                "The user's manager.",
                List.of(
                    text("value", "Identifier of the user who is the manager.").exact(),
                    of("$ref", AttributeType.REFERENCE, "URI of the manager.").refers("User"),
                    text("displayName", "Display name of the manager.")
                        .mutability(Mutability.READ_ONLY)))));
  }
}
