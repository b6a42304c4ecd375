package dev.rosterline.scim.json;

/**
 * A deviation of a client that was put right instead of refused; the wire form labels a metric and
 * an audit entry.
 */
public enum Leniency {
  BOOLEAN_AS_STRING("booleanAsString"),
  OP_NOT_LOWER_CASE("opNotLowerCase"),
  MANAGER_AS_STRING("managerAsString"),
  MANAGER_NAMED("managerNamed"),
  STRING_FOR_COMPLEX("stringForComplex"),
  SINGLE_VALUE_FOR_MULTI_VALUED("singleValueForMultiValued"),
  EMPTY_STRING("emptyString"),
  UNKNOWN_ATTRIBUTE("unknownAttribute"),
  UNKNOWN_SCHEMA("unknownSchema"),
  SCHEMAS_MISSING("schemasMissing"),
  PASSWORD_SENT("passwordSent"),
  PATH_AS_KEY("pathAsKey"),
  VALUE_LIST_REMOVAL("valueListRemoval");

  private final String wire;

  Leniency(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }
}
