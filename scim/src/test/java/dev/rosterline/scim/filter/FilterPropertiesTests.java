package dev.rosterline.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.scim2.common.exceptions.BadRequestException;
import dev.rosterline.scim.schema.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The UnboundID SDK reads the same grammar by other means and so tells whether we read it rightly.
 */
class FilterPropertiesTests {

  @Property(tries = 500)
  void printedFiltersAreReadBack(@ForAll("filters") String text) {
    Filter filter = FilterParser.parse(ResourceType.USER, text);
    assertThat(FilterParser.parse(ResourceType.USER, FilterPrinter.print(filter)))
        .isEqualTo(filter);
  }

  @Property(tries = 500)
  void theSdkUnderstandsTheSame(@ForAll("filters") String text) throws BadRequestException {
    Filter ours = FilterParser.parse(ResourceType.USER, text);
    assertThat(shape(ours))
        .isEqualTo(shape(com.unboundid.scim2.common.filters.Filter.fromString(text)));
  }

  @Provide
  Arbitrary<String> filters() {
    return filter(3);
  }

  private static Arbitrary<String> filter(int depth) {
    Arbitrary<String> literal =
        Arbitraries.strings()
            .withChars("ab\"\\@ ()[]é\n")
            .ofMaxLength(8)
            .map(FilterPropertiesTests::quoted);
    Arbitrary<String> name =
        Arbitraries.of(
            "userName",
            "TITLE",
            "name.givenName",
            "emails.value",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department");
    Arbitrary<String> compare =
        Combinators.combine(
                name, Arbitraries.of("eq", "NE", "co", "sw", "ew", "gt", "ge", "lt", "le"), literal)
            .as((n, o, l) -> n + " " + o + " " + l);
    Arbitrary<String> simple =
        Arbitraries.oneOf(
            compare,
            name.map(n -> n + " pr"),
            Arbitraries.just("active eq true"),
            literal.map(l -> "emails[type eq " + l + " and primary eq true]"));
    if (depth == 0) {
      return simple;
    }
    Arbitrary<String> inner = filter(depth - 1);
    Arbitrary<String> joined =
        Combinators.combine(inner, Arbitraries.of(" and ", " or "), inner)
            .as((a, o, b) -> a + o + b);
    return Arbitraries.oneOf(
        simple, joined, inner.map(f -> "(" + f + ")"), inner.map(f -> "not (" + f + ")"));
  }

  private static String quoted(String text) {
    return tools.jackson.databind.node.JsonNodeFactory.instance.stringNode(text).toString();
  }

  private static Object shape(Filter filter) {
    return switch (filter) {
      case Filter.And and ->
          joined("and", and.terms().stream().map(FilterPropertiesTests::shape).toList());
      case Filter.Or or ->
          joined("or", or.terms().stream().map(FilterPropertiesTests::shape).toList());
      case Filter.Not not -> "not(" + shape(not.term()) + ")";
      case Filter.Present _, Filter.Compare _ ->
          FilterPrinter.printElementFilter(filter)
              .replaceAll("^(emails|name)\\.", "")
              .replaceAll("^(value|givenName) ", "$1 ");
      case Filter.ElementMatch match -> "element(" + shape(match.inner()) + ")";
    };
  }

  private static Object shape(com.unboundid.scim2.common.filters.Filter filter) {
    return switch (filter.getFilterType()) {
      case AND ->
          joined(
              "and",
              filter.getCombinedFilters().stream().map(FilterPropertiesTests::shape).toList());
      case OR ->
          joined(
              "or",
              filter.getCombinedFilters().stream().map(FilterPropertiesTests::shape).toList());
      case NOT -> "not(" + shape(filter.getInvertedFilter()) + ")";
      case COMPLEX_VALUE -> "element(" + shape(filter.getValueFilter()) + ")";
      case PRESENT -> name(filter) + " pr";
      default ->
          name(filter)
              + " "
              + filter.getFilterType().toString()
              + " "
              + filter.getComparisonValue();
    };
  }

  private static String name(com.unboundid.scim2.common.filters.Filter filter) {
    String text = filter.getAttributePath().toString();
    AttributeRef ref = AttributeRef.resolve(ResourceType.USER, text);
    if (ref == null) {
      return text;
    }
    return ref.sub() == null ? ref.path() : ref.sub().name();
  }

  /**
   * Terms joined by one word; as a set, because the SDK repeats the terms of three "and" before an
   * "or".
   */
  private record Joined(String word, Set<Object> terms) {}

  private static Object joined(String word, List<?> terms) {
    Set<Object> flat = new HashSet<>();
    for (Object term : terms) {
      if (term instanceof Joined inner && inner.word().equals(word)) {
        flat.addAll(inner.terms());
      } else {
        flat.add(term);
      }
    }
    return new Joined(word, flat);
  }
}
