package dev.rosterline.scim.filter;

import java.math.BigDecimal;
import java.time.Instant;

/** What an attribute is compared with, already in the attribute's own type. */
public sealed interface FilterValue {

  record Text(String value) implements FilterValue {}

  record Bool(boolean value) implements FilterValue {}

  record Num(BigDecimal value) implements FilterValue {}

  record Time(Instant value) implements FilterValue {}

  /** {@code eq null} means "has no value" (RFC 7643, 2.5). */
  record Null() implements FilterValue {}
}
