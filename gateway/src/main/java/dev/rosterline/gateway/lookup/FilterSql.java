package dev.rosterline.gateway.lookup;

import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.filter.Filter;
import dev.rosterline.scim.filter.FilterValue;
import dev.rosterline.scim.filter.Operator;
import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.AttributeType;
import dev.rosterline.scim.schema.MatchingKey;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Translates a filter to a condition. The text depends on the filter's shape alone: names come from
 * the schema, values are parameters. What has a column is answered by its index, the rest from the
 * document.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2">RFC 7644, 3.4.2.2</a>
 */
final class FilterSql {

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final ResourceType type;
  private final Parameters parameters;

  FilterSql(ResourceType type, Parameters parameters) {
    this.type = type;
    this.parameters = parameters;
  }

  String condition(Filter filter) {
    return switch (filter) {
      case Filter.And and ->
          and.terms().stream().map(this::condition).collect(Collectors.joining(" and ", "(", ")"));
      case Filter.Or or ->
          or.terms().stream().map(this::condition).collect(Collectors.joining(" or ", "(", ")"));
      case Filter.Not not -> "(" + condition(not.term()) + ") is not true";
      case Filter.Compare compare -> compare(compare);
      case Filter.Present present -> present(present.attribute());
      case Filter.ElementMatch match -> elementMatch(match);
    };
  }

  private String compare(Filter.Compare compare) {
    AttributeRef ref = compare.attribute();
    if (compare.value() instanceof FilterValue.Null) {
      String present = present(ref);
      return compare.operator() == Operator.NE ? present : "(" + present + ") is not true";
    }
    String indexed = indexed(ref, compare.operator(), compare.value());
    if (indexed != null) {
      return indexed;
    }
    Column column = Column.of(type, ref);
    if (column != null) {
      return comparison(column.sql(), column.key(), ref.target().type(), compare);
    }
    if (ref.attribute().multiValued()) {
      String any = anyElement(ref, element(ref, compare));
      // No value is not the same value (RFC 7644, table 3).
      return compare.operator() == Operator.NE ? "(" + any + " or not " + present(ref) + ")" : any;
    }
    return comparison(document(ref), isKey(ref), ref.target().type(), compare);
  }

  /** Equality that an index answers; null where there is none. */
  private @Nullable String indexed(AttributeRef ref, Operator operator, FilterValue value) {
    if (operator != Operator.EQ || !(value instanceof FilterValue.Text text)) {
      return null;
    }
    return switch (ref.path()) {
      case "id" -> idEquals(text.value());
      case "emails.value" -> type == ResourceType.USER ? anyEmail(text.value()) : null;
      case "groups.value" ->
          "exists (select from directory.group_member gm where gm.account_id = r.account_id and gm.member_id = r.member_id and "
              + uuidEquals("gm.group_id", text.value())
              + ")";
      case "members.value" -> type == ResourceType.GROUP ? hasMember(text.value()) : null;
      default -> null;
    };
  }

  private String idEquals(String value) {
    return uuidEquals(type == ResourceType.USER ? "r.scim_id" : "r.group_id", value);
  }

  /** Ids compare exactly, and we only make lower-case ones. */
  private String uuidEquals(String column, String value) {
    try {
      UUID id = UUID.fromString(value);
      return id.toString().equals(value) ? column + " = " + parameters.add(id) : "false";
    } catch (IllegalArgumentException e) {
      return "false";
    }
  }

  /** Each arm has an index that row-level security lets be used: equality is leakproof. */
  private String anyEmail(String address) {
    String key = parameters.add(MatchingKey.of(address)) + "::text";
    return "(r.email_keys[1] = "
        + key
        + " or (cardinality(r.email_keys) > 1 and r.email_keys[2] = "
        + key
        + ") or (cardinality(r.email_keys) > 2 and r.email_keys @> array["
        + key
        + "]))";
  }

  /**
   * A membership names the member; who has returned has another SCIM id than that, and who is not
   * provisioned is not shown.
   */
  private String hasMember(String value) {
    String same = uuidEquals("x.id", value);
    if (same.equals("false")) {
      return "false";
    }
    String id = same.substring("x.id = ".length());
    return "exists (select from directory.group_member gm where gm.account_id = r.account_id and gm.group_id = r.group_id and"
        + " gm.member_id = coalesce((select m.member_id from directory.member m where m.account_id = r.account_id and m.scim_id = "
        + id
        + "), (select n.group_id from directory.scim_group n where n.account_id = r.account_id and n.group_id = "
        + id
        + ")))";
  }

  private String elementMatch(Filter.ElementMatch match) {
    AttributeRef ref = match.attribute();
    Filter inner = match.inner();
    String exact = anyElement(ref, elementCondition(inner));
    String value = valueOf(inner, "value");
    if (value == null) {
      return exact;
    }
    String path = ref.path();
    if (path.equals("emails") && "work".equalsIgnoreCase(valueOf(inner, "type"))) {
      // The column holds the first work address; whoever has a second is among the few others.
      String key = parameters.add(MatchingKey.of(value)) + "::text";
      String others = "(" + anyEmail(value) + " and cardinality(r.email_keys) > 1)";
      return "((r.work_email_key = " + key + " or " + others + ") and " + exact + ")";
    }
    return switch (path) {
      case "emails" -> "(" + anyEmail(value) + " and " + exact + ")";
      case "members" -> "(" + hasMember(value) + " and " + exact + ")";
      default -> exact;
    };
  }

  /**
   * The text that a sub-attribute of the element must have, if the filter asks for one: then an
   * index finds the few candidates.
   */
  private static @Nullable String valueOf(Filter inner, String name) {
    return switch (inner) {
      case Filter.Compare compare
          when compare.operator() == Operator.EQ
              && compare.attribute().target().name().equals(name)
              && compare.value() instanceof FilterValue.Text text ->
          text.value();
      case Filter.And and ->
          and.terms().stream()
              .map(term -> valueOf(term, name))
              .filter(java.util.Objects::nonNull)
              .findFirst()
              .orElse(null);
      case Filter.Compare _, Filter.Or _, Filter.Not _, Filter.Present _, Filter.ElementMatch _ ->
          null;
    };
  }

  private String elementCondition(Filter inner) {
    return switch (inner) {
      case Filter.And and ->
          and.terms().stream()
              .map(this::elementCondition)
              .collect(Collectors.joining(" and ", "(", ")"));
      case Filter.Or or ->
          or.terms().stream()
              .map(this::elementCondition)
              .collect(Collectors.joining(" or ", "(", ")"));
      case Filter.Not not -> "(" + elementCondition(not.term()) + ") is not true";
      case Filter.Compare compare -> element(compare.attribute(), compare);
      case Filter.Present present -> isPresent(elementText(present.attribute()));
      case Filter.ElementMatch _ -> throw new IllegalArgumentException("value paths do not nest");
    };
  }

  private String element(AttributeRef ref, Filter.Compare compare) {
    return comparison(elementText(ref), isKey(ref), ref.target().type(), compare);
  }

  /** The compared text of one element {@code e}. */
  private static String elementText(AttributeRef ref) {
    Attribute sub = ref.sub();
    if (sub != null) {
      return "(e ->> '" + sub.name() + "')";
    }
    return ref.attribute().isComplex() ? "(e ->> 'value')" : "(e #>> '{}')";
  }

  private String anyElement(AttributeRef ref, String condition) {
    String related = Related.of(type, ref.attribute().name());
    if (related != null) {
      return "exists (select from jsonb_array_elements(" + related + ") e where " + condition + ")";
    }
    String array = json(ref.withSub(null));
    return "exists (select from jsonb_array_elements(case jsonb_typeof("
        + array
        + ") when 'array' then "
        + array
        + " else '[]' end) e where "
        + condition
        + ")";
  }

  private String present(AttributeRef ref) {
    Column column = Column.of(type, ref);
    if (column != null) {
      return isPresent(column.sql());
    }
    if (ref.attribute().multiValued()) {
      return anyElement(ref, ref.sub() == null ? "true" : isPresent(elementText(ref)));
    }
    if (ref.attribute().isComplex() && ref.sub() == null) {
      return "(" + json(ref) + ") is not null";
    }
    return isPresent(document(ref));
  }

  private static String isPresent(String sql) {
    return "coalesce((" + sql + ")::text, '') <> ''";
  }

  private static boolean isKey(AttributeRef ref) {
    return !ref.comparesExactly();
  }

  private static String json(AttributeRef ref) {
    return "r.document #> '{" + path(ref) + "}'";
  }

  private static String document(AttributeRef ref) {
    return "(r.document #>> '{" + path(ref) + "}')";
  }

  /** Names come from the schemas, never from a client. */
  private static String path(AttributeRef ref) {
    StringBuilder path = new StringBuilder();
    if (ref.extensionUrn() != null) {
      path.append('"').append(ref.extensionUrn()).append("\",");
    }
    path.append(ref.attribute().name());
    Attribute sub = ref.sub();
    return sub == null ? path.toString() : path.append(',').append(sub.name()).toString();
  }

  /** A comparison of one text (or a column of the value's own type) with the filter's value. */
  private String comparison(
      String sql, boolean key, AttributeType attributeType, Filter.Compare compare) {
    return switch (compare.value()) {
      case FilterValue.Null _ ->
          compare.operator() == Operator.NE ? sql + " is not null" : sql + " is null";
      case FilterValue.Bool bool ->
          ordered("(" + sql + ")::boolean", compare.operator(), parameters.add(bool.value()));
      case FilterValue.Num number ->
          ordered("(" + sql + ")::numeric", compare.operator(), parameters.add(number.value()));
      case FilterValue.Time time ->
          ordered(
              "(" + sql + ")::timestamptz",
              compare.operator(),
              parameters.add(storable(time.value())));
      case FilterValue.Text text ->
          key && attributeType == AttributeType.STRING
              ? text(folded(sql), compare.operator(), parameters.add(MatchingKey.of(text.value())))
              : text(sql, compare.operator(), parameters.add(text.value()));
    };
  }

  /** No resource is older or younger than these, and PostgreSQL knows no times far beyond. */
  private static Instant storable(Instant time) {
    return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
  }

  private static String folded(String sql) {
    return sql.endsWith("_key") ? sql : "lower(normalize(btrim(" + sql + "), NFKC))";
  }

  private static String text(String sql, Operator operator, String parameter) {
    String value = parameter + "::text";
    return switch (operator) {
      case CO -> "strpos(" + sql + ", " + value + ") > 0";
      case SW -> "starts_with(" + sql + ", " + value + ")";
      case EW -> "right(" + sql + ", length(" + value + ")) = " + value;
      case EQ, NE, GT, GE, LT, LE -> ordered(sql, operator, value);
    };
  }

  private static String ordered(String sql, Operator operator, String parameter) {
    return switch (operator) {
      case EQ -> sql + " = " + parameter;
      // No value is not the same value (RFC 7644, table 3).
      case NE -> sql + " is distinct from " + parameter;
      case GT -> sql + " > " + parameter;
      case GE -> sql + " >= " + parameter;
      case LT -> sql + " < " + parameter;
      case LE -> sql + " <= " + parameter;
      case CO, SW, EW -> "strpos((" + sql + ")::text, " + parameter + "::text) > 0";
    };
  }
}
