package dev.rosterline.scim.quirks;

/**
 * Paths as member names of a value: Entra sends {@code "name.givenName"} and {@code
 * "urn:..:User:department"} without a path.
 *
 * @see <a href="https://github.com/15five/django-scim2">django-scim2, whose tests keep such
 *     requests</a>
 */
public final class PathAsKey {

  private PathAsKey() {}

  public static boolean matches(String key) {
    return key.indexOf('.') >= 0 || key.indexOf(':') >= 0 || key.indexOf('[') >= 0;
  }
}
