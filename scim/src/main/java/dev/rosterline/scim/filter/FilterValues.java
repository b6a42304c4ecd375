package dev.rosterline.scim.filter;

import dev.rosterline.scim.filter.FilterLexer.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Reads the right-hand side of a comparison in the type of the attribute on the left. */
final class FilterValues {

  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,18})(\\.[0-9]{1,12})?");

  private FilterValues() {}

  static FilterValue read(FilterLexer lexer, AttributeRef attribute, Operator operator) {
    if (lexer.kind() != Kind.STRING && lexer.kind() != Kind.WORD) {
      throw lexer.error("a value is expected");
    }
    if (lexer.isWord("null")) {
      if (operator != Operator.EQ && operator != Operator.NE) {
        throw lexer.error("null can only be compared with eq and ne");
      }
      return new FilterValue.Null();
    }
    return switch (attribute.target().type()) {
      case STRING, REFERENCE -> text(lexer);
      case BINARY -> {
        refuse(operator.isOrdering(), lexer, attribute, operator);
        yield text(lexer);
      }
      case BOOLEAN -> {
        refuse(operator.isOrdering() || operator.isSubstring(), lexer, attribute, operator);
        yield bool(lexer);
      }
      case DATE_TIME -> {
        refuse(operator.isSubstring(), lexer, attribute, operator);
        yield time(lexer);
      }
      case INTEGER, DECIMAL -> {
        refuse(operator.isSubstring(), lexer, attribute, operator);
        yield number(lexer);
      }
      case COMPLEX -> throw lexer.error("\"" + attribute.path() + "\" needs a sub-attribute");
    };
  }

  private static void refuse(
      boolean wrong, FilterLexer lexer, AttributeRef attribute, Operator operator) {
    if (wrong) {
      String kind = attribute.target().type().wire();
      throw lexer.error(
          "\""
              + operator.wire()
              + "\" cannot be used with the "
              + kind
              + " \""
              + attribute.path()
              + "\"");
    }
  }

  private static FilterValue text(FilterLexer lexer) {
    if (lexer.kind() != Kind.STRING) {
      throw lexer.error("a string in double quotes is expected");
    }
    String value = lexer.value();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < value.length()
              && Character.isLowSurrogate(value.charAt(i + 1));
      if (c == 0 || (Character.isSurrogate(c) && !pair)) {
        // Neither can be stored, so neither can be found; databases refuse both.
        throw lexer.error("the string holds a character that cannot be stored");
      }
      if (pair) {
        i++;
      }
    }
    return new FilterValue.Text(value);
  }

  private static FilterValue bool(FilterLexer lexer) {
    // Entra and its validator write booleans as strings: roles[primary eq "True"].
    if (lexer.value().equalsIgnoreCase("true")) {
      return new FilterValue.Bool(true);
    }
    if (lexer.value().equalsIgnoreCase("false")) {
      return new FilterValue.Bool(false);
    }
    throw lexer.error("true or false is expected");
  }

  private static FilterValue number(FilterLexer lexer) {
    if (lexer.kind() != Kind.WORD || !NUMBER.matcher(lexer.value()).matches()) {
      throw lexer.error("a number is expected");
    }
    return new FilterValue.Num(new BigDecimal(lexer.value()));
  }

  private static FilterValue time(FilterLexer lexer) {
    if (lexer.kind() != Kind.STRING) {
      throw lexer.error("a date and time in double quotes is expected");
    }
    try {
      Instant instant = OffsetDateTime.parse(lexer.value()).toInstant();
      return new FilterValue.Time(instant);
    } catch (DateTimeException e) {
      throw lexer.error("a date and time such as \"2026-01-31T00:00:00Z\" is expected");
    }
  }
}
