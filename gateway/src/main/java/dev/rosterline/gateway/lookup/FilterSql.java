package dev.rosterline.gateway.lookup;

import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.filter.Filter;
import dev.rosterline.scim.filter.FilterValue;
import dev.rosterline.scim.filter.Operator;
import dev.rosterline.scim.json.References;
import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.MatchingKey;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Translates a filter to a condition. The text depends on the filter's shape alone: names come from
 * the schema, values are parameters. What has a column is answered from it, the rest from the
 * document or from the memberships.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2">RFC 7644, 3.4.2.2</a>
 */
final class FilterSql {

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final ResourceType type;
  private final Parameters parameters;
  private final String baseUrl;
  private final Candidates candidates;

  FilterSql(ResourceType type, Parameters parameters, String baseUrl) {
    this.type = type;
    this.parameters = parameters;
    this.baseUrl = baseUrl;
    this.candidates = new Candidates(type, parameters);
  }

  String condition(Filter filter) {
    return switch (filter) {
      case Filter.And and -> joined(and.terms(), " and ", this::condition);
      case Filter.Or or -> joined(or.terms(), " or ", this::condition);
      case Filter.Not not -> "(" + condition(not.term()) + ") is not true";
      case Filter.Compare compare -> compare(compare);
      case Filter.Present present -> present(present.attribute());
      case Filter.ElementMatch match -> elementMatch(match);
    };
  }

  private static String joined(
      List<Filter> terms, String word, Function<Filter, String> condition) {
    if (terms.isEmpty()) {
      return word.equals(" and ") ? "true" : "false";
    }
    return terms.stream().map(condition).collect(Collectors.joining(word, "(", ")"));
  }

  private String compare(Filter.Compare compare) {
    AttributeRef ref = compare.attribute();
    if (compare.operator() == Operator.EQ && compare.value() instanceof FilterValue.Text text) {
      String indexed = candidates.exactly(ref, text.value());
      if (indexed != null) {
        return indexed;
      }
    }
    return ref.attribute().multiValued()
        ? compareAny(compare)
        : comparison(operand(ref), compare.operator(), compare.value());
  }

  /** Any element may match; {@code ne} and {@code eq null} are also met by no element at all. */
  private String compareAny(Filter.Compare compare) {
    AttributeRef ref = compare.attribute();
    Elements elements = Elements.of(type, ref);
    Operand operand = compared(elements, compare);
    String some = elements.any(operand.isPresent());
    if (compare.value() instanceof FilterValue.Null) {
      return compare.operator() == Operator.EQ ? "not " + some : some;
    }
    String condition = comparison(operand, compare.operator(), compare.value());
    return compare.operator() == Operator.NE
        ? "(not "
            + some
            + " or "
            + elements.any(operand.sql() + " is not null and " + condition)
            + ")"
        : elements.any(condition);
  }

  private String elementMatch(Filter.ElementMatch match) {
    AttributeRef ref = match.attribute();
    if (match.inner() instanceof Filter.Compare compare
        && compare.operator() == Operator.EQ
        && compare.value() instanceof FilterValue.Text text) {
      // One condition on an element says as much as the condition without brackets.
      String indexed = candidates.exactly(compare.attribute(), text.value());
      if (indexed != null) {
        return indexed;
      }
    }
    Elements elements = Elements.of(type, ref);
    String exact = elements.any(elementCondition(elements, match.inner()));
    String few = candidates.among(ref, match.inner());
    return few == null ? exact : "(" + few + " and " + exact + ")";
  }

  private String elementCondition(Elements elements, Filter inner) {
    return switch (inner) {
      case Filter.And and -> joined(and.terms(), " and ", term -> elementCondition(elements, term));
      case Filter.Or or -> joined(or.terms(), " or ", term -> elementCondition(elements, term));
      case Filter.Not not -> "(" + elementCondition(elements, not.term()) + ") is not true";
      case Filter.Compare compare ->
          comparison(compared(elements, compare), compare.operator(), compare.value());
      case Filter.Present present -> element(elements, present.attribute()).isPresent();
      case Filter.ElementMatch _ -> throw new IllegalArgumentException("value paths do not nest");
    };
  }

  private String present(AttributeRef ref) {
    Attribute attribute = ref.attribute();
    if (attribute.multiValued()) {
      Elements elements = Elements.of(type, ref);
      return elements.any(ref.sub() == null ? "true" : element(elements, ref).isPresent());
    }
    if (attribute.isComplex() && ref.sub() == null) {
      return attribute.name().equals("meta") ? "true" : anySubAttribute(DocumentPath.json(ref));
    }
    return operand(ref).isPresent();
  }

  private static String anySubAttribute(String json) {
    return "exists (select from jsonb_each_text(case jsonb_typeof("
        + json
        + ") when 'object' then "
        + json
        + " else '{}' end) s where s.value <> '')";
  }

  private Operand operand(AttributeRef ref) {
    if (ref.path().equals("meta.location")) {
      String address = parameters.add(baseUrl + type.endpoint() + "/") + "::text || ";
      return Operand.text("(" + address + Operand.id(type) + ")", ref);
    }
    if (References.isAddress(ref)) {
      String address = parameters.add(baseUrl + ResourceType.USER.endpoint() + "/") + "::text || ";
      AttributeRef id = ref.withSub(ref.attribute().sub("value"));
      return Operand.text("(" + address + DocumentPath.text(id) + ")", ref);
    }
    Operand column = Operand.column(type, ref);
    return column != null ? column : Operand.text(DocumentPath.text(ref), ref);
  }

  /** A value that is not said to be primary is not (RFC 7643, 2.4). */
  private Operand compared(Elements elements, Filter.Compare compare) {
    AttributeRef ref = compare.attribute();
    Operand operand = element(elements, ref);
    return ref.isFalseUnlessSaid() && compare.value() instanceof FilterValue.Bool
        ? Operand.text("coalesce(" + operand.sql() + ", 'false')", ref)
        : operand;
  }

  private Operand element(Elements elements, AttributeRef ref) {
    Attribute sub = ref.sub();
    boolean address = elements.rows() && sub != null && sub.name().equals("$ref");
    return elements.operand(ref, address ? parameters.add(baseUrl) : "");
  }

  private String comparison(Operand operand, Operator operator, FilterValue value) {
    return switch (value) {
      case FilterValue.Null _ -> operator == Operator.EQ ? operand.isAbsent() : operand.isPresent();
      case FilterValue.Text text -> {
        String wanted = operand.ignoresCase() ? MatchingKey.of(text.value()) : text.value();
        yield operand.compare(operator, parameters.add(wanted));
      }
      case FilterValue.Bool bool ->
          operand.form() == Operand.Form.NATIVE
              ? operand.compare(operator, parameters.add(bool.value()))
              : operand.compare(operator, parameters.add(Boolean.toString(bool.value())));
      case FilterValue.Num number ->
          new Operand("(" + operand.sql() + ")::numeric", Operand.Form.NATIVE)
              .compare(operator, parameters.add(number.value()));
      case FilterValue.Time time ->
          time(
              operand.form() == Operand.Form.NATIVE
                  ? operand.sql()
                  : "(" + operand.sql() + ")::timestamptz",
              operator,
              storable(time.value()));
    };
  }

  /**
   * Clients see milliseconds, and ask for what they have seen: a time stands for all that are shown
   * as it. The column itself is compared, so that an index can tell.
   */
  private String time(String column, Operator operator, Instant time) {
    Instant shown = time.truncatedTo(ChronoUnit.MILLIS);
    Instant next = shown.plusMillis(1);
    Instant from = shown.equals(time) ? shown : next;
    return switch (operator) {
      case GT -> column + " >= " + parameters.add(next);
      case GE -> column + " >= " + parameters.add(from);
      case LT -> column + " < " + parameters.add(from);
      case LE -> column + " < " + parameters.add(next);
      case EQ ->
          "("
              + column
              + " >= "
              + parameters.add(from)
              + " and "
              + column
              + " < "
              + parameters.add(next)
              + ")";
      case NE ->
          "("
              + column
              + " < "
              + parameters.add(from)
              + " or "
              + column
              + " >= "
              + parameters.add(next)
              + ")";
      case CO, SW, EW ->
          throw new IllegalArgumentException(operator + " is for text; the parser refuses it");
    };
  }

  /** No resource is older or younger than these, and PostgreSQL knows no times far beyond. */
  private static Instant storable(Instant time) {
    return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
  }
}
