package dev.rosterline.scim.quirks;

import dev.rosterline.scim.filter.Filter;
import dev.rosterline.scim.filter.FilterValue;
import dev.rosterline.scim.filter.Operator;
import dev.rosterline.scim.schema.Attribute;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creation through a filter: Entra adds {@code addresses[type eq "work"].locality} before there is
 * a work address.
 *
 * @see <a href="https://www.rfc-editor.org/errata/eid8097">Erratum 8097 of RFC 7644</a>
 */
public final class FilterCreatedElement {

  private FilterCreatedElement() {}

  /** The element the filter describes; empty if it says more than "this equals that, and". */
  public static Optional<ObjectNode> of(Filter filter) {
    ObjectNode element = JsonNodeFactory.instance.objectNode();
    return collect(filter, element) ? Optional.of(element) : Optional.empty();
  }

  private static boolean collect(Filter filter, ObjectNode element) {
    return switch (filter) {
      case Filter.And and -> and.terms().stream().allMatch(term -> collect(term, element));
      case Filter.Compare compare -> compare.operator() == Operator.EQ && put(compare, element);
      case Filter.Or _, Filter.Not _, Filter.Present _, Filter.ElementMatch _ -> false;
    };
  }

  private static boolean put(Filter.Compare compare, ObjectNode element) {
    Attribute sub = compare.attribute().sub();
    if (sub == null || element.has(sub.name())) {
      return false;
    }
    switch (compare.value()) {
      case FilterValue.Text text -> element.put(sub.name(), text.value());
      case FilterValue.Bool bool -> element.put(sub.name(), bool.value());
      case FilterValue.Num number -> element.put(sub.name(), number.value());
      case FilterValue.Time time -> element.put(sub.name(), time.value().toString());
      case FilterValue.Null _ -> {
        return false;
      }
    }
    return true;
  }
}
