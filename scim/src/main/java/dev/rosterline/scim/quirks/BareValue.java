package dev.rosterline.scim.quirks;

import dev.rosterline.scim.schema.Attribute;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bare string for a complex value: Entra sets {@code manager} to the manager's id alone.
 *
 * @see <a href="https://github.com/Captain-P-Goldfish/SCIM-SDK/issues/686">SCIM-SDK 686, a captured
 *     request</a>
 */
public final class BareValue {

  private BareValue() {}

  /** The complex value the string stands for; empty if the attribute has no {@code value}. */
  public static Optional<ObjectNode> wrap(Attribute attribute, JsonNode value) {
    if (!value.isString() || attribute.sub("value") == null) {
      return Optional.empty();
    }
    ObjectNode complex = JsonNodeFactory.instance.objectNode();
    complex.set("value", value);
    return Optional.of(complex);
  }
}
