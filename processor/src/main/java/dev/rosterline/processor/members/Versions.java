package dev.rosterline.processor.members;

import org.jspecify.annotations.Nullable;

/**
 * Compares an If-Match header with a version. The weak prefix is ignored: SCIM's own examples send
 * weak tags in If-Match.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.14">RFC 7644, 3.14</a>
 */
public final class Versions {

  private Versions() {}

  public static boolean matches(@Nullable String ifMatch, long version) {
    if (ifMatch == null) {
      return true;
    }
    for (String tag : ifMatch.split(",", -1)) {
      String bare = tag.trim();
      if (bare.equals("*") || opaque(bare).equals(Long.toString(version))) {
        return true;
      }
    }
    return false;
  }

  private static String opaque(String tag) {
    String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
    boolean quoted = strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"");
    return quoted ? strong.substring(1, strong.length() - 1) : strong;
  }
}
