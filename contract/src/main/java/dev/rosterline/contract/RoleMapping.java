package dev.rosterline.contract;

/**
 * Members of groups whose name fits have a role of the application.
 *
 * @param pattern compared with the group's name; case does not count
 * @param teacher whether they teach, on a school account
 */
public record RoleMapping(Match match, String pattern, String role, boolean teacher) {

  public static final int LONGEST_PATTERN = 200;

  /** How the pattern is meant. */
  public enum Match {
    EXACT,
    PREFIX,
    /** A regular expression of RE2, which has to fit the whole name. */
    REGEX
  }

  /**
   * @throws IllegalArgumentException saying what is wrong
   */
  public RoleMapping {
    require(
        !pattern.isBlank() && pattern.length() <= LONGEST_PATTERN,
        "pattern must have 1 to " + LONGEST_PATTERN + " characters");
    require(
        !role.isBlank() && role.length() <= AccountPolicy.LONGEST_ROLE,
        "role must have 1 to " + AccountPolicy.LONGEST_ROLE + " characters");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
