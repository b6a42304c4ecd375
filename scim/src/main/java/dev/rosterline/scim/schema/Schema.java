package dev.rosterline.scim.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named set of attributes, identified by its URN.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7643#section-7">RFC 7643, 7</a>
 */
public record Schema(String urn, String name, String description, List<Attribute> attributes) {

  public Schema {
    attributes = List.copyOf(attributes);
  }

  /** The attribute of that name in any letter case. */
  public @Nullable Attribute attribute(String attributeName) {
    return Attribute.find(attributes, attributeName);
  }
}
