package dev.rosterline.scim.schema;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which names and addresses are compared, for filters and uniqueness alike.
 *
 * <p>Both must agree: otherwise an identity provider's filter says "none", its POST gets 409, and
 * it loops.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-5">RFC 7644, 5</a>
 */
public final class MatchingKey {

  private MatchingKey() {}

  /** Equal for values that differ in letter case, width, composition or surrounding blanks only. */
  public static String of(String value) {
    if (isPlain(value)) {
      return value;
    }
    String normal =
        Normalizer.normalize(value.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    // Lower-casing can take a composed letter apart again, and NFKC turns exotic blanks into plain
    // ones.
    return Normalizer.normalize(normal, Normalizer.Form.NFKC).strip();
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > '~' || (c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return true;
  }
}
