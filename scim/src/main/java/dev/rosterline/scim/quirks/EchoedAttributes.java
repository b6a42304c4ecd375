package dev.rosterline.scim.quirks;

import java.util.Set;
import java.util.TreeSet;

/**
 * Attributes of the server that come back: Okta repeats {@code id} in a group's rename and {@code
 * meta} in a PUT.
 *
 * @see <a href="https://developer.okta.com/docs/api/openapi/okta-scim/guides/scim-20/">Okta, SCIM
 *     2.0</a>
 */
public final class EchoedAttributes {

  private static final Set<String> NAMES = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    NAMES.addAll(Set.of("id", "meta", "schemas", "groups"));
  }

  private EchoedAttributes() {}

  public static boolean matches(String name) {
    return NAMES.contains(name);
  }
}
