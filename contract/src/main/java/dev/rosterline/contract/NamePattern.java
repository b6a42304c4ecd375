package dev.rosterline.contract;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Finds people's names in sentences and JSON, as a regular expression of PostgreSQL (an advanced
 * one, section 9.7.3 of its manual).
 */
public final class NamePattern {

  private NamePattern() {}

  /** Any of these, not as a part of a longer name or address; match it with cases alike. */
  public static String ofAny(Collection<String> names) {
    return names.stream()
        .filter(name -> !name.isBlank())
        .map(NamePattern::literal)
        .collect(
            Collectors.joining(
                "|", "(?<![[:alnum:]@._-])(?:", ")(?![[:alnum:]@_-]|\\.[[:alnum:]])"));
  }

  private static String literal(String name) {
    StringBuilder literal = new StringBuilder();
    name.strip()
        .codePoints()
        .forEach(
            c -> {
              if (c < 128 && !Character.isLetterOrDigit(c) && c > ' ') {
                literal.append('\\');
              }
              literal.appendCodePoint(c);
            });
    return literal.toString();
  }
}
