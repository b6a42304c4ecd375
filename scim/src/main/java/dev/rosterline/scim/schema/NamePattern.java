package dev.rosterline.scim.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Predicate;

/** Which names somebody means: one, those with a beginning, or those that fit an expression. */
public final class NamePattern {

  private NamePattern() {}

  /** The whole name; case does not count. */
  public static Predicate<String> exact(String pattern) {
    String key = MatchingKey.of(pattern);
    return name -> MatchingKey.of(name).equals(key);
  }

  /** The beginning of the name; case does not count. */
  public static Predicate<String> prefix(String pattern) {
    String key = beginning(pattern);
    return name -> MatchingKey.of(name).startsWith(key);
  }

  /**
   * A regular expression of RE2, whose time is linear whatever is written, and which has to fit the
   * whole name.
   *
   * @throws IllegalArgumentException saying why it is none
   */
  public static Predicate<String> regex(String pattern) {
    try {
      Pattern compiled = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
      return name -> compiled.matches(name);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("pattern is no regular expression: " + e.getMessage(), e);
    }
  }

  /** A key has no blank at its end, but {@code "Sales "} is not the beginning of Salesforce. */
  private static String beginning(String pattern) {
    String key = MatchingKey.of(pattern + "x");
    return key.substring(0, key.length() - 1);
  }
}
