package dev.rosterline.scim.quirks;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Booleans as strings: Entra disables a user with {@code "value":"False"}.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility">Entra,
 *     known SCIM compatibility issues</a>
 */
public final class StringBoolean {

  private StringBoolean() {}

  public static Optional<Boolean> read(JsonNode value) {
    if (!value.isString()) {
      return Optional.empty();
    }
    String text = value.stringValue();
    if (text.equalsIgnoreCase("true")) {
      return Optional.of(true);
    }
    return text.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty();
  }
}
