package dev.rosterline.gateway.admin;

import java.time.DateTimeException;
import java.time.Instant;

/** Reads times that PostgreSQL can compare with: Java knows a billion years more. */
final class Instants {

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Instants() {}

  /**
   * @throws DateTimeException for what is no time of four digits a year (RFC 3339)
   */
  static Instant parse(String text) {
    Instant instant = Instant.parse(text);
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new DateTimeException("outside of the years 1 to 9999");
    }
    return instant;
  }
}
