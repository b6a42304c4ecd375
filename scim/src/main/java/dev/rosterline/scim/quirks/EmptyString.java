package dev.rosterline.scim.quirks;

import tools.jackson.databind.JsonNode;

/**
 * An empty string, or one of blanks, for "no value": OneLogin fills its template with empty macros,
 * a given and a family name of nobody leave the blank between them, Okta sends {@code
 * "middleName":""}.
 *
 * @see <a href="https://developers.onelogin.com/scim/implement-scim-api">OneLogin, implement a SCIM
 *     API</a>
 */
public final class EmptyString {

  private EmptyString() {}

  public static boolean matches(JsonNode value) {
    return value.isString() && value.stringValue().isBlank();
  }
}
