package dev.rosterline.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.scim2.common.utils.FilterEvaluator;
import dev.rosterline.scim.schema.ResourceType;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a filter matches, by the UnboundID SDK's evaluator and ours. Left out is where the texts
 * differ by intent: the SDK knows no schema, so it folds letter case everywhere, and {@code ne} of
 * several values it takes to mean that none is equal.
 */
class FilterEvaluationPropertiesTests {

  private static final JsonNode USER =
      JsonMapper.shared()
          .readTree(
              """
              {"userName": "ada", "title": "b", "active": true, "name": {"givenName": "c"},
               "emails": [{"value": "a", "type": "work"}, {"value": "c", "type": "home"}]}
              """);

  @Property(tries = 2000)
  void theSdkMatchesTheSame(@ForAll("filters") String text) throws Exception {
    boolean theirs =
        FilterEvaluator.evaluate(com.unboundid.scim2.common.filters.Filter.fromString(text), USER);
    Filter ours = FilterParser.parse(ResourceType.USER, text);
    assertThat(dev.rosterline.scim.filter.FilterEvaluator.matches(ours, USER))
        .as(text)
        .isEqualTo(theirs);
  }

  @Provide
  Arbitrary<String> filters() {
    return filter(3);
  }

  private static Arbitrary<String> filter(int depth) {
    Arbitrary<String> one = Arbitraries.of("userName", "title", "nickName", "name.givenName");
    Arbitrary<String> value = Arbitraries.of("\"a\"", "\"b\"", "\"c\"", "\"ad\"", "\"ada\"");
    Arbitrary<String> order = Arbitraries.of("eq", "co", "sw", "ew", "gt", "ge", "lt", "le");
    Arbitrary<String> simple =
        Arbitraries.oneOf(
            Combinators.combine(one, order, value).as((n, o, v) -> n + " " + o + " " + v),
            Combinators.combine(Arbitraries.of("eq", "co", "sw"), value)
                .as((o, v) -> "emails.value " + o + " " + v),
            Combinators.combine(Arbitraries.of("work", "home"), value)
                .as((t, v) -> "emails[type eq \"" + t + "\" and value eq " + v + "]"),
            Arbitraries.of(
                "title pr", "nickName pr", "emails pr", "active eq true", "active eq false"));
    if (depth == 0) {
      return simple;
    }
    Arbitrary<String> inner = filter(depth - 1);
    return Arbitraries.oneOf(
        simple,
        Combinators.combine(inner, Arbitraries.of(" and ", " or "), inner)
            .as((a, o, b) -> "(" + a + ")" + o + "(" + b + ")"),
        inner.map(f -> "not (" + f + ")"));
  }
}
