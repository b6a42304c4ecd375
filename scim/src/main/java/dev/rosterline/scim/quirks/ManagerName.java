package dev.rosterline.scim.quirks;

import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.Schemas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A manager's name beside their id: Okta maps its own attribute {@code manager} to {@code
 * manager.displayName}, which is read-only in RFC 7643, 4.3. It is kept as it was sent.
 *
 * @see <a href="https://developer.okta.com/docs/api/openapi/okta-scim/guides/scim-20/">Okta, SCIM
 *     2.0, whose users have such a manager</a>
 */
public final class ManagerName {

  private static final String MANAGER = "manager";
  private static final String NAME = "displayName";
  private static final String ID = "value";

  private ManagerName() {}

  public static boolean matches(Attribute attribute, Attribute sub) {
    return attribute.name().equals(MANAGER) && sub.name().equals(NAME) && sub.isReadOnly();
  }

  /** A name without an id is nobody's. */
  public static void dropNobodys(Attribute attribute, ObjectNode complex) {
    if (attribute.name().equals(MANAGER) && !complex.has(ID)) {
      complex.remove(NAME);
    }
  }

  /** Takes the former manager's name from a user who has another manager by now. */
  public static void dropFormers(ObjectNode before, ObjectNode after) {
    JsonNode former = before.path(Schemas.ENTERPRISE_URN).path(MANAGER);
    if (after.path(Schemas.ENTERPRISE_URN).path(MANAGER) instanceof ObjectNode manager
        && manager.has(NAME)
        && manager.path(NAME).equals(former.path(NAME))
        && !manager.path(ID).equals(former.path(ID))) {
      manager.remove(NAME);
    }
  }
}
