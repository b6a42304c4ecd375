package dev.rosterline.scim.quirks;

import tools.jackson.databind.JsonNode;

/**
 * Removal of listed values: Entra sends {@code remove}, path {@code members} and the members to
 * remove as value.
 *
 * <p>By the letter of the RFC, which knows no value here, this would empty the group.
 *
 * @see <a href="https://github.com/MicrosoftDocs/azure-docs/issues/30826">azure-docs 30826</a>
 */
public final class ValueListRemoval {

  private ValueListRemoval() {}

  /** Whether a removal names values and so must not remove the whole attribute. */
  public static boolean matches(JsonNode value) {
    return !value.isNull() && !value.isMissingNode();
  }
}
