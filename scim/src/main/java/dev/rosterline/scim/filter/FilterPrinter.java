package dev.rosterline.scim.filter;

import dev.rosterline.scim.schema.Attribute;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Writes a filter in the form {@link FilterParser} reads, with canonical names and lower-case
 * operators.
 */
public final class FilterPrinter {

  private FilterPrinter() {}

  public static String print(Filter filter) {
    return print(filter, false);
  }

  /** As it stands between square brackets: sub-attributes without the name of their collection. */
  public static String printElementFilter(Filter filter) {
    return print(filter, true);
  }

  private static String print(Filter filter, boolean inElement) {
    return switch (filter) {
      case Filter.And and ->
          and.terms().stream().map(t -> nested(t, inElement)).collect(Collectors.joining(" and "));
      case Filter.Or or ->
          or.terms().stream().map(t -> nested(t, inElement)).collect(Collectors.joining(" or "));
      case Filter.Not not -> "not (" + print(not.term(), inElement) + ")";
      case Filter.Present present -> name(present.attribute(), inElement) + " pr";
      case Filter.Compare c ->
          name(c.attribute(), inElement) + " " + c.operator().wire() + " " + value(c.value());
      case Filter.ElementMatch match ->
          match.attribute().path() + "[" + print(match.inner(), true) + "]";
    };
  }

  private static String nested(Filter term, boolean inElement) {
    String text = print(term, inElement);
    return term instanceof Filter.And || term instanceof Filter.Or ? "(" + text + ")" : text;
  }

  private static String name(AttributeRef attribute, boolean inElement) {
    Attribute sub = attribute.sub();
    return inElement && sub != null ? sub.name() : attribute.path();
  }

  private static String value(FilterValue value) {
    return switch (value) {
      case FilterValue.Text text -> JsonNodeFactory.instance.stringNode(text.value()).toString();
      case FilterValue.Bool bool -> Boolean.toString(bool.value());
      case FilterValue.Num number -> number.value().toPlainString();
      case FilterValue.Time time -> '"' + time.value().toString() + '"';
      case FilterValue.Null _ -> "null";
    };
  }
}
