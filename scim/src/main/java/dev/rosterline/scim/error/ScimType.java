package dev.rosterline.scim.error;

/**
 * The detail error keywords a SCIM error may carry.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.12">RFC 7644, 3.12</a> and RFC
 *     9865, 2.1 for the cursor keywords
 */
public enum ScimType {
  INVALID_FILTER("invalidFilter"),
  TOO_MANY("tooMany"),
  UNIQUENESS("uniqueness"),
  MUTABILITY("mutability"),
  INVALID_SYNTAX("invalidSyntax"),
  INVALID_PATH("invalidPath"),
  NO_TARGET("noTarget"),
  INVALID_VALUE("invalidValue"),
  INVALID_VERS("invalidVers"),
  SENSITIVE("sensitive"),
  INVALID_CURSOR("invalidCursor"),
  EXPIRED_CURSOR("expiredCursor"),
  INVALID_COUNT("invalidCount");

  private final String wire;

  ScimType(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  public static ScimType ofWire(String wire) {
    for (ScimType type : values()) {
      if (type.wire.equals(wire)) {
        return type;
      }
    }
    throw new IllegalArgumentException("Unknown scimType: " + wire);
  }
}
