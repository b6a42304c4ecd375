package dev.rosterline.audit.activity;

import java.time.Instant;

/** Times as parameters: RFC 3339, and within what PostgreSQL can compare. */
final class Times {

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Times() {}

  static Instant parse(String text) {
    Instant time = Instant.parse(text);
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw new IllegalArgumentException("not between 1970 and 9999");
    }
    return time;
  }
}
