package dev.rosterline.processor.verdict;

import org.jspecify.annotations.Nullable;

/**
 * The client's {@code If-Match}: which versions it is willing to change.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.14">RFC 7644, 3.14</a>
 */
public final class Precondition {

  private Precondition() {}

  /** True where there is no condition, or one of its entity tags, weak or strong, fits. */
  public static boolean holds(@Nullable String ifMatch, long version) {
    if (ifMatch == null || ifMatch.isBlank()) {
      return true;
    }
    String wanted = "\"" + version + "\"";
    for (String tag : ifMatch.split(",", -1)) {
      String trimmed = tag.strip();
      if (trimmed.equals("*") || trimmed.equals(wanted) || trimmed.equals("W/" + wanted)) {
        return true;
      }
    }
    return false;
  }
}
