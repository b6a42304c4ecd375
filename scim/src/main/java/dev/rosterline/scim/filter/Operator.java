package dev.rosterline.scim.filter;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The comparison operators of RFC 7644, 3.4.2.2; {@code pr} is {@link Filter.Present}. */
public enum Operator {
  EQ,
  NE,
  CO,
  SW,
  EW,
  GT,
  GE,
  LT,
  LE;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isOrdering() {
    return this == GT || this == GE || this == LT || this == LE;
  }

  boolean isSubstring() {
    return this == CO || this == SW || this == EW;
  }

  static @Nullable Operator find(String text) {
    for (Operator operator : values()) {
      if (operator.name().equalsIgnoreCase(text)) {
        return operator;
      }
    }
    return null;
  }
}
