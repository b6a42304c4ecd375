package dev.rosterline.scim.filter;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import org.jspecify.annotations.Nullable;

/** Cuts a filter into words, JSON strings and brackets without copying more than the words. */
final class FilterLexer {

  enum Kind {
    WORD,
    STRING,
    OPEN,
    CLOSE,
    OPEN_ELEMENT,
    CLOSE_ELEMENT,
    END
  }

  private final String text;
  private int next;
  private Kind kind = Kind.END;
  private String value = "";
  private int start;

  FilterLexer(String text) {
    this.text = text;
    advance();
  }

  Kind kind() {
    return kind;
  }

  /** The word, or the string without quotes and escapes. */
  String value() {
    return value;
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && value.equalsIgnoreCase(word);
  }

  /** Whether nothing, not even a blank, stands between the current token and the one before. */
  boolean isAdjacent() {
    return start > 0 && text.charAt(start - 1) != ' ';
  }

  void advance() {
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    start = next;
    if (next >= text.length()) {
      kind = Kind.END;
      value = "";
      return;
    }
    char c = text.charAt(next);
    Kind bracket = bracket(c);
    if (bracket != null) {
      kind = bracket;
      value = String.valueOf(c);
      next++;
    } else if (c == '"') {
      kind = Kind.STRING;
      value = string();
    } else {
      kind = Kind.WORD;
      value = word();
    }
  }

  private static @Nullable Kind bracket(char c) {
    return switch (c) {
      case '(' -> Kind.OPEN;
      case ')' -> Kind.CLOSE;
      case '[' -> Kind.OPEN_ELEMENT;
      case ']' -> Kind.CLOSE_ELEMENT;
      default -> null;
    };
  }

  private String word() {
    int from = next;
    while (next < text.length()) {
      char c = text.charAt(next);
      if (c == ' ' || c == '"' || bracket(c) != null) {
        break;
      }
      next++;
    }
    return text.substring(from, next);
  }

  private String string() {
    int from = ++next;
    int end = from;
    while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\\') {
      end++;
    }
    if (end < text.length() && text.charAt(end) == '"') {
      next = end + 1;
      return text.substring(from, end);
    }
    return escapedString(from, end);
  }

  private String escapedString(int from, int firstEscape) {
    StringBuilder result =
        new StringBuilder(text.substring(from, Math.min(firstEscape, text.length())));
    next = firstEscape;
    while (next < text.length()) {
      char c = text.charAt(next++);
      if (c == '"') {
        return result.toString();
      }
      result.append(c == '\\' ? escape() : c);
    }
    throw error("a string is not closed");
  }

  private char escape() {
    char c = next < text.length() ? text.charAt(next++) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw error("a string has an escape that JSON does not know");
    };
  }

  private char unicode() {
    if (next + 4 > text.length()) {
      throw error("a \\u escape needs four hexadecimal digits");
    }
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(text.charAt(next++), 16);
      if (digit < 0) {
        throw error("a \\u escape needs four hexadecimal digits");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  ScimException error(String problem) {
    return new ScimException(
        ScimType.INVALID_FILTER, "Invalid filter at character " + (start + 1) + ": " + problem);
  }
}
