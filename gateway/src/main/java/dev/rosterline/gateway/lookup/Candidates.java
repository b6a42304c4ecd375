package dev.rosterline.gateway.lookup;

import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.filter.Filter;
import dev.rosterline.scim.filter.FilterValue;
import dev.rosterline.scim.filter.Operator;
import dev.rosterline.scim.schema.MatchingKey;
import dev.rosterline.scim.schema.ResourceType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that an index answers, for the values that identity providers match by. Under
 * row-level security an index serves only operators that cannot leak, such as plain equality.
 */
final class Candidates {

  private final ResourceType type;
  private final Parameters parameters;

  Candidates(ResourceType type, Parameters parameters) {
    this.type = type;
    this.parameters = parameters;
  }

  /** The whole condition "the attribute is this"; null where no index knows. */
  @Nullable String exactly(AttributeRef ref, String value) {
    boolean user = type == ResourceType.USER;
    return switch (ref.path()) {
      case "id" -> sameId(Operand.id(type), value);
      case "emails.value" -> user ? anyEmail(value) : null;
      case "groups.value" -> user ? inGroup(value) : null;
      case "members.value" -> user ? null : hasMember(value);
      default -> null;
    };
  }

  /** What a resource with such an element must also meet; null where no index knows. */
  @Nullable String among(AttributeRef collection, Filter inner) {
    String value = required(inner, "value");
    if (value == null) {
      return null;
    }
    boolean work = "work".equalsIgnoreCase(String.valueOf(required(inner, "type")));
    return switch (collection.path()) {
      case "emails" -> type == ResourceType.USER ? work ? workEmail(value) : anyEmail(value) : null;
      case "groups" -> type == ResourceType.USER ? inGroup(value) : null;
      case "members" -> type == ResourceType.GROUP ? hasMember(value) : null;
      default -> null;
    };
  }

  /** What the sub-attribute must be for the filter to match; null where it may be several. */
  private static @Nullable String required(Filter inner, String sub) {
    return switch (inner) {
      case Filter.Compare compare
          when compare.operator() == Operator.EQ
              && compare.attribute().target().name().equals(sub)
              && compare.value() instanceof FilterValue.Text text ->
          text.value();
      case Filter.And and ->
          and.terms().stream()
              .map(term -> required(term, sub))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      case Filter.Compare _, Filter.Or _, Filter.Not _, Filter.Present _, Filter.ElementMatch _ ->
          null;
    };
  }

  /** Ids compare exactly, and we only make lower-case ones. */
  private String sameId(String column, String value) {
    UUID id = id(value);
    return id == null ? "false" : column + " = " + parameters.add(id);
  }

  private static @Nullable UUID id(String value) {
    try {
      UUID id = UUID.fromString(value);
      return id.toString().equals(value) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private String anyEmail(String address) {
    String key = parameters.add(MatchingKey.of(address)) + "::text";
    return oneOf(whoHas("c.email_keys[1] = " + key), later(key));
  }

  private String workEmail(String address) {
    String key = parameters.add(MatchingKey.of(address)) + "::text";
    // The column holds one work address; who has another has at least two in all.
    return oneOf(
        whoHas("c.work_email_key = " + key),
        whoHas("cardinality(c.email_keys) > 1 and c.email_keys[1] = " + key),
        later(key));
  }

  /** Few have a second address, hardly anyone a third; each has an index of their few. */
  private static String later(String key) {
    return whoHas("cardinality(c.email_keys) > 1 and c.email_keys[2] = " + key)
        + " union all "
        + whoHas("cardinality(c.email_keys) > 2 and c.email_keys @> array[" + key + "]");
  }

  /** Of the account, which row-level security adds. */
  private static String whoHas(String condition) {
    return "select c.scim_id from directory.member c where c.scim_id is not null and " + condition;
  }

  /**
   * Those few are found first. PostgreSQL takes an address for one that thousands have; as a
   * condition on the row it would rather read a list of a million in order until a page is full.
   */
  private static String oneOf(String... queries) {
    return "r.scim_id = any (array(" + String.join(" union all ", queries) + "))";
  }

  private String inGroup(String value) {
    UUID id = id(value);
    return id == null
        ? "false"
        : "r.member_id in (select gm.member_id from directory.group_member gm where gm.group_id = "
            + parameters.add(id)
            + ")";
  }

  /** A membership names the member id; a client knows the SCIM id, if there is one. */
  private String hasMember(String value) {
    UUID member = id(value);
    if (member == null) {
      return "false";
    }
    String id = parameters.add(member);
    return "r.group_id in (select gm.group_id from directory.group_member gm where gm.member_id in"
        + " (select m.member_id from directory.member m where m.scim_id = "
        + id
        + " union all select n.group_id from directory.scim_group n where n.group_id = "
        + id
        + "))";
  }
}
