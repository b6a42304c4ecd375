package dev.rosterline.scim.json;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.quirks.StringBoolean;
import dev.rosterline.scim.schema.Attribute;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** Checks one simple value against its data type (RFC 7643, 2.3). */
final class SimpleValues {

  private final Mode mode;
  private final Set<Leniency> leniencies;

  SimpleValues(Mode mode, Set<Leniency> leniencies) {
    this.mode = mode;
    this.leniencies = leniencies;
  }

  JsonNode read(Attribute attribute, JsonNode value, String path) {
    return switch (attribute.type()) {
      case STRING -> canonical(attribute, text(value, path), path);
      case REFERENCE -> reference(value, path);
      case BINARY -> binary(value, path);
      case BOOLEAN -> bool(value, path);
      case DATE_TIME -> dateTime(value, path);
      case INTEGER -> {
        require(value.isIntegralNumber(), path, "an integer");
        yield value;
      }
      case DECIMAL -> {
        require(value.isNumber(), path, "a number");
        yield value;
      }
      case COMPLEX -> throw invalid(path, "a simple value");
    };
  }

  private static JsonNode text(JsonNode value, String path) {
    require(value.isString(), path, "a string");
    String text = value.stringValue();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        // PostgreSQL stores neither, and half a surrogate pair cannot be written as UTF-8.
        throw invalid(path, "a string without NUL and unpaired surrogates");
      }
    }
    return value;
  }

  private static JsonNode canonical(Attribute attribute, JsonNode value, String path) {
    if (attribute.closed()) {
      String text = value.stringValue();
      boolean known =
          attribute.canonicalValues().stream()
              .anyMatch(attribute.caseExact() ? text::equals : one -> one.equalsIgnoreCase(text));
      require(known, path, "one of " + attribute.canonicalValues());
    }
    return value;
  }

  private JsonNode reference(JsonNode value, String path) {
    text(value, path);
    if (mode == Mode.STRICT) {
      try {
        new URI(value.stringValue());
      } catch (URISyntaxException e) {
        throw invalid(path, "a URI");
      }
    }
    return value;
  }

  private static JsonNode binary(JsonNode value, String path) {
    text(value, path);
    try {
      Base64.getDecoder().decode(value.stringValue().replaceAll("\\s", ""));
      return value;
    } catch (IllegalArgumentException e) {
      throw invalid(path, "base64");
    }
  }

  private JsonNode bool(JsonNode value, String path) {
    if (value.isBoolean()) {
      return value;
    }
    if (mode == Mode.STRICT) {
      throw invalid(path, "a boolean");
    }
    boolean meant = StringBoolean.read(value).orElseThrow(() -> invalid(path, "a boolean"));
    leniencies.add(Leniency.BOOLEAN_AS_STRING);
    return BooleanNode.valueOf(meant);
  }

  private static JsonNode dateTime(JsonNode value, String path) {
    text(value, path);
    try {
      int year = OffsetDateTime.parse(value.stringValue()).getYear();
      // PostgreSQL compares no others.
      require(year > 0 && year <= 9999, path, "a date and time of this era, to the year 9999");
      return value;
    } catch (DateTimeException e) {
      throw invalid(path, "a date and time with a time zone");
    }
  }

  private static void require(boolean condition, String path, String kind) {
    if (!condition) {
      throw invalid(path, kind);
    }
  }

  static ScimException invalid(String path, String kind) {
    return new ScimException(ScimType.INVALID_VALUE, "\"" + path + "\" must be " + kind);
  }
}
