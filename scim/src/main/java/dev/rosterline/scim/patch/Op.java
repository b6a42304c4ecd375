package dev.rosterline.scim.patch;

import java.util.Locale;

/** What an operation does (RFC 7644, 3.5.2). */
public enum Op {
  ADD,
  REMOVE,
  REPLACE;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
