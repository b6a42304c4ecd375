package dev.rosterline.scim.schema;

/** Over which resources a value is unique (RFC 7643, 7). */
public enum Uniqueness {
  NONE("none"),
  SERVER("server"),
  GLOBAL("global");

  private final String wire;

  Uniqueness(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }
}
