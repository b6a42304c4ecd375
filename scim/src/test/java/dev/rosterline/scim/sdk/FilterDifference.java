package dev.rosterline.scim.sdk;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where the SCIM-SDK matches otherwise than we do, and why we stay with what we do. */
enum FilterDifference {

  /**
   * RFC 7644, 3.4.2.2, table 3: {@code pr} asks for a "non-empty or non-null value". The SDK finds
   * the empty string present.
   */
  EMPTY_IS_NOT_PRESENT("title pr", false),

  /**
   * RFC 7643, 2.5: what has no value is unassigned; only {@code primary} is false by default (2.4).
   * The SDK takes every boolean without a value as false, and then as present.
   */
  NO_BOOLEAN_IS_NOT_FALSE("active eq false", false),

  /**
   * RFC 7644, 3.4.2.2, table 3: {@code lt} compares the attribute's value; where there is none,
   * none is less. The SDK sorts nothing before everything.
   */
  NOTHING_IS_NOT_LESS("nickName lt \"z\"", false),

  /**
   * RFC 7644, 3.4.2.2, by its example {@code emails co "example.com"}: a multi-valued attribute
   * without a sub-attribute stands for its values. The SDK compares it as a string, and finds none.
   */
  A_COLLECTION_STANDS_FOR_ITS_VALUES("emails co \"x\"", true),

  /**
   * RFC 7644, 3.4.2.2, by "complex attribute filter grouping": all between the brackets is about
   * one and the same value. The SDK reads each condition by itself, of any value.
   */
  BRACKETS_ARE_ABOUT_ONE_VALUE("emails[type eq \"work\" and value eq \"c@y\"]", false),

  /**
   * RFC 7643, 3.1: an {@code id} is compared exactly, and a manager's value is one (4.3); our
   * schema says so. The SDK goes by 8.7.1, which prints {@code caseExact} false.
   */
  A_MANAGER_IS_AN_ID(Condition.ENTERPRISE + "manager.value eq \"M1\"", false),

  /**
   * The RFC does not say what {@code ne} finds in a value that lacks the sub-attribute, beside
   * others that have it. We compare those there are, as for {@code eq}; the SDK takes a lack for a
   * difference.
   */
  A_LACK_IS_NO_OTHER_VALUE("emails.display ne \"Ada\"", false);

  private final String example;
  private final boolean ours;

  FilterDifference(String example, boolean ours) {
    this.example = example;
    this.ours = ours;
  }

  String example() {
    return example;
  }

  /** Whether we match {@link #example}; the SDK does the opposite. */
  boolean ours() {
    return ours;
  }

  /** Why the two may differ on a condition; null where they may not. */
  static @Nullable FilterDifference of(Condition condition, JsonNode user) {
    String inner = condition.inner();
    if (inner != null) {
      // A value meets one condition or another with brackets or without.
      boolean alike = Stream.of(" and ", " ne ", "primary").noneMatch(inner::contains);
      return alike ? null : BRACKETS_ARE_ABOUT_ONE_VALUE;
    }
    List<@Nullable JsonNode> values = condition.values(user);
    boolean lacking = values.stream().anyMatch(Objects::isNull);
    boolean none = values.stream().allMatch(Objects::isNull);
    String operator = condition.operator();
    if (condition.isBoolean()) {
      return none ? NO_BOOLEAN_IS_NOT_FALSE : null;
    }
    if (operator.equals("pr")) {
      boolean empty = values.stream().anyMatch(v -> v != null && v.asString("x").isEmpty());
      return empty ? EMPTY_IS_NOT_PRESENT : null;
    }
    if (condition.path().equals("emails")) {
      return A_COLLECTION_STANDS_FOR_ITS_VALUES;
    }
    if (condition.path().endsWith("manager.value") && !none) {
      return A_MANAGER_IS_AN_ID;
    }
    if (lacking && operator.startsWith("l")) {
      return NOTHING_IS_NOT_LESS;
    }
    return lacking && !none && operator.equals("ne") ? A_LACK_IS_NO_OTHER_VALUE : null;
  }
}
