package dev.rosterline.scim.filter;

import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.MatchingKey;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/**
 * Tells whether a document, or an element of a multi-valued attribute, meets a filter.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2">RFC 7644, 3.4.2.2</a>
 */
public final class FilterEvaluator {

  private FilterEvaluator() {}

  public static boolean matches(Filter filter, JsonNode resource) {
    return test(filter, resource, false);
  }

  /** Whether one element meets the filter that stands between the square brackets of a path. */
  public static boolean matchesElement(Filter filter, JsonNode element) {
    return test(filter, element, true);
  }

  private static boolean test(Filter filter, JsonNode node, boolean isElement) {
    return switch (filter) {
      case Filter.And and -> and.terms().stream().allMatch(term -> test(term, node, isElement));
      case Filter.Or or -> or.terms().stream().anyMatch(term -> test(term, node, isElement));
      case Filter.Not not -> !test(not.term(), node, isElement);
      case Filter.Present present ->
          values(present.attribute(), node, isElement).stream()
              .anyMatch(FilterEvaluator::isPresent);
      case Filter.Compare compare -> compare(compare, compared(compare, node, isElement));
      case Filter.ElementMatch match ->
          values(match.attribute(), node, isElement).stream()
              .anyMatch(e -> test(match.inner(), e, true));
    };
  }

  private static List<JsonNode> compared(Filter.Compare compare, JsonNode node, boolean isElement) {
    AttributeRef ref = compare.attribute();
    Attribute sub = ref.sub();
    if (sub == null || !ref.isFalseUnlessSaid() || !(compare.value() instanceof FilterValue.Bool)) {
      return values(ref, node, isElement);
    }
    List<JsonNode> elements = isElement ? List.of(node) : values(ref.withSub(null), node, false);
    return elements.stream().map(element -> said(element.get(sub.name()))).toList();
  }

  private static JsonNode said(@Nullable JsonNode value) {
    return value == null || value.isNull() ? BooleanNode.FALSE : value;
  }

  private static List<JsonNode> values(AttributeRef ref, JsonNode node, boolean isElement) {
    List<JsonNode> found = new ArrayList<>();
    Attribute sub = ref.sub();
    if (isElement) {
      add(found, sub == null || !node.isObject() ? node : node.get(sub.name()));
      return found;
    }
    String urn = ref.extensionUrn();
    JsonNode container = urn == null ? node : node.get(urn);
    JsonNode value = container == null ? null : container.get(ref.attribute().name());
    if (value == null) {
      return found;
    }
    for (JsonNode element : value.isArray() ? value.values() : List.of(value)) {
      add(found, sub == null ? element : element.get(sub.name()));
    }
    return found;
  }

  private static void add(List<JsonNode> found, @Nullable JsonNode value) {
    if (value != null && !value.isNull()) {
      found.add(value);
    }
  }

  private static boolean isPresent(JsonNode value) {
    if (value.isContainer()) {
      return value.values().stream().anyMatch(FilterEvaluator::isPresent);
    }
    return !value.isNull() && !(value.isString() && value.stringValue().isEmpty());
  }

  private static boolean compare(Filter.Compare compare, List<JsonNode> values) {
    boolean absent = values.stream().noneMatch(FilterEvaluator::isPresent);
    if (compare.value() instanceof FilterValue.Null) {
      return absent == (compare.operator() == Operator.EQ);
    }
    if (compare.operator() == Operator.NE) {
      Predicate<JsonNode> equal =
          predicate(new Filter.Compare(compare.attribute(), Operator.EQ, compare.value()));
      return absent || values.stream().anyMatch(equal.negate());
    }
    return values.stream().anyMatch(predicate(compare));
  }

  private static Predicate<JsonNode> predicate(Filter.Compare compare) {
    Operator operator = compare.operator();
    return switch (compare.value()) {
      case FilterValue.Text text -> {
        boolean exact = compare.attribute().comparesExactly();
        String wanted = key(text.value(), exact);
        yield node -> node.isString() && testText(operator, key(node.stringValue(), exact), wanted);
      }
      case FilterValue.Bool bool ->
          node ->
              node.isBoolean()
                  ? node.booleanValue() == bool.value()
                  : node.asString("").equalsIgnoreCase(Boolean.toString(bool.value()));
      case FilterValue.Num number ->
          node -> node.isNumber() && testOrder(operator, node.decimalValue(), number.value());
      case FilterValue.Time time ->
          node -> {
            Instant instant = instant(node);
            return instant != null && testOrder(operator, instant, time.value());
          };
      case FilterValue.Null _ -> node -> false;
    };
  }

  private static String key(String value, boolean exact) {
    return exact ? Normalizer.normalize(value, Normalizer.Form.NFC) : MatchingKey.of(value);
  }

  private static boolean testText(Operator operator, String value, String wanted) {
    return switch (operator) {
      case CO -> value.contains(wanted);
      case SW -> value.startsWith(wanted);
      case EW -> value.endsWith(wanted);
      case EQ, NE, GT, GE, LT, LE -> testOrder(operator, value, wanted);
    };
  }

  private static <T extends Comparable<T>> boolean testOrder(Operator operator, T value, T wanted) {
    int order = value.compareTo(wanted);
    return switch (operator) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case CO, SW, EW -> false;
    };
  }

  private static @Nullable Instant instant(JsonNode node) {
    try {
      return OffsetDateTime.parse(node.asString("")).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
