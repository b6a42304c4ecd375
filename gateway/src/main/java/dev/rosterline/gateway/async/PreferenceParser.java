package dev.rosterline.gateway.async;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a list of preferences: names in any case to their values, the first of each. A preference
 * without a value has the empty one, which means the same. Parameters of preferences are read over,
 * and so is an element that is none.
 */
final class PreferenceParser {

  private final String text;
  private int at;

  private PreferenceParser(String text) {
    this.text = text;
  }

  static Map<String, String> parse(String text) {
    return new PreferenceParser(text).all();
  }

  private Map<String, String> all() {
    Map<String, String> found = new HashMap<>();
    while (at < text.length()) {
      blanks();
      String name = token();
      String value = value();
      boolean readable = !name.isEmpty() && (isAt(',') || isAt(';') || at == text.length());
      if (readable) {
        found.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
      }
      toNext();
    }
    return found;
  }

  private String value() {
    blanks();
    if (!isAt('=')) {
      return "";
    }
    at++;
    blanks();
    String value = isAt('"') ? quoted() : token();
    blanks();
    return value;
  }

  private String token() {
    int start = at;
    while (at < text.length() && isTokenCharacter(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  /** Without its quotes; one that does not end ends with the header. */
  private String quoted() {
    var value = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    at++;
    return value.toString();
  }

  /** Behind the comma that ends this element; one within quotes does not. */
  private void toNext() {
    while (at < text.length() && text.charAt(at) != ',') {
      if (text.charAt(at) == '"') {
        quoted();
      } else {
        at++;
      }
    }
    at++;
  }

  private void blanks() {
    while (isAt(' ') || isAt('\t')) {
      at++;
    }
  }

  private boolean isAt(char wanted) {
    return at < text.length() && text.charAt(at) == wanted;
  }

  /** RFC 9110, 5.6.2. */
  private static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }
}
