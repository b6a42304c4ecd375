package dev.rosterline.scim.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.captaingoldfish.scim.sdk.common.exceptions.InternalServerException;
import de.captaingoldfish.scim.sdk.common.exceptions.InvalidFilterException;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.filter.FilterEvaluator;
import dev.rosterline.scim.filter.FilterParser;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.schema.ResourceType;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What a filter matches, by the SCIM-SDK and by us: the same, unless one of its conditions is a
 * {@link FilterDifference} of that document.
 */
class FilterDifferentialTests {

  private static final ScimSdk SDK = new ScimSdk();

  /** All have the extension: of a document without, the SDK can be asked nothing about it. */
  private static final List<JsonNode> USERS =
      Stream.of(
              """
              {"userName": "ada", "title": "Lead", "active": true, "externalId": "Ex1",
               "name": {"givenName": "Ada", "familyName": "L"}, "meta": {"created": "2026-01-01T00:00:00Z"},
               "emails": [{"value": "a@x", "type": "work", "primary": true, "display": "Ada"},
                          {"value": "c@y", "type": "home"}],
               "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
                 {"department": "Lead", "manager": {"value": "m1"}}}
              """,
              """
              {"userName": "bob", "title": "", "meta": {"created": "2026-06-01T12:00:00Z"},
               "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "a"}}
              """,
              """
              {"userName": "Eve", "active": false, "nickName": "z", "name": {"familyName": "ADA"},
               "meta": {"created": "2027-05-01T10:00:00.500Z"}, "emails": [{"value": "a@x"}],
               "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"manager": {"value": "ada"}}}
              """,
              """
              {"userName": "work", "externalId": "ex1", "title": "1", "active": true,
               "meta": {"created": "2025-12-31T23:59:59.999Z"},
               "emails": [{"value": "home", "type": "work"}, {"value": "A@X", "type": "home", "primary": true},
                          {"value": "z", "type": "other", "primary": false}],
               "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": ""}}
              """)
          .map(ScimJson.MAPPER::readTree)
          .toList();

  private static final JsonNode ADA = USERS.get(0);
  private static final JsonNode BOB = USERS.get(1);

  /** A filter, and the conditions it is made of. */
  private record Sample(String text, List<Condition> conditions) {

    static Sample of(Condition condition) {
      return new Sample(condition.toString(), List.of(condition));
    }

    Sample negated() {
      return new Sample("not (" + text + ")", conditions);
    }

    Sample with(String word, Sample other) {
      return new Sample(
          "(" + text + ") " + word + " (" + other.text + ")",
          Stream.concat(conditions.stream(), other.conditions.stream()).toList());
    }

    /** Without brackets: {@code and} binds more strongly than {@code or} (RFC 7644, 3.4.2.2). */
    static Sample flat(Condition first, List<String> words, List<Condition> others) {
      StringBuilder text = new StringBuilder(first.toString());
      for (int i = 0; i < others.size(); i++) {
        text.append(' ').append(words.get(i)).append(' ').append(others.get(i));
      }
      return new Sample(text.toString(), Stream.concat(Stream.of(first), others.stream()).toList());
    }
  }

  @Property(seed = "42", tries = 2000)
  void theSdkMatchesTheSame(@ForAll("samples") Sample sample) {
    var theirs = SDK.parse(sample.text());
    var ours = FilterParser.parse(ResourceType.USER, sample.text());
    for (JsonNode user : USERS) {
      if (FilterEvaluator.matches(ours, user) != SDK.matches(theirs, user)) {
        assertThat(sample.conditions())
            .as("%s of %s", sample.text(), user)
            .anyMatch(condition -> FilterDifference.of(condition, user) != null);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whereItDiffersTheRfcDecides(FilterDifference difference) {
    JsonNode user =
        List.of(
                    FilterDifference.EMPTY_IS_NOT_PRESENT,
                    FilterDifference.NO_BOOLEAN_IS_NOT_FALSE,
                    FilterDifference.NOTHING_IS_NOT_LESS)
                .contains(difference)
            ? BOB
            : ADA;
    assertThat(ours(difference.example(), user)).isEqualTo(difference.ours());
    assertThat(theirs(difference.example(), user)).isEqualTo(!difference.ours());
  }

  /** RFC 7643, 2.4: where {@code primary} is not given, it "SHALL be assumed to be false". */
  @ParameterizedTest
  @ValueSource(
      strings = {"emails.primary eq false", "emails.primary ne true", "emails[primary eq false]"})
  void whatIsNotSaidToBePrimaryIsNot(String filter) {
    assertThat(ours(filter, ADA)).isTrue();
    assertThat(theirs(filter, ADA)).isTrue();
  }

  /** RFC 7644, 3.4.2.2: a value is a JSON string (RFC 8259), so it may be empty or escaped. */
  @Test
  void valuesAreJsonStrings() {
    assertThat(ours("title eq \"\"", BOB)).isTrue();
    assertThatThrownBy(() -> theirs("title eq \"\"", BOB))
        .isInstanceOf(InvalidFilterException.class);
    assertThat(ours("title eq \"\\u004cead\"", ADA)).isTrue();
    assertThat(theirs("title eq \"\\u004cead\"", ADA)).isFalse();
  }

  /** RFC 7643, 3: every resource has {@code schemas}. */
  @Test
  void schemasAreAnAttribute() {
    String filter = "schemas eq \"urn:ietf:params:scim:schemas:core:2.0:User\"";
    assertThat(ours(filter, ADA)).isFalse();
    assertThatThrownBy(() -> theirs(filter, ADA)).isInstanceOf(InvalidFilterException.class);
  }

  /** RFC 7643, 8.7.1: a password is never returned; whoever may filter by it is told it. */
  @Test
  void passwordsAreNotAskedFor() {
    assertThatThrownBy(() -> ours("password sw \"a\"", ADA)).isInstanceOf(ScimException.class);
    assertThat(theirs("password sw \"a\"", ADA)).isFalse();
  }

  /** RFC 7643, 3.3: an extension need not be there. */
  @Test
  void whoHasNoExtensionHasNoneOfItsValues() {
    JsonNode user = ScimJson.MAPPER.readTree("{\"userName\": \"ada\"}");
    String filter = Condition.ENTERPRISE + "department eq \"R\"";
    assertThat(ours(filter, user)).isFalse();
    assertThatThrownBy(() -> theirs(filter, user)).isInstanceOf(InternalServerException.class);
  }

  /** What is no filter by the grammar of RFC 7644, 3.4.2.2, or by the types of RFC 7643, 2.3. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName",
        "userName eq",
        "userName is \"a\"",
        "eq \"a\"",
        "(userName pr",
        "userName pr and",
        "or userName pr",
        "not userName pr",
        "emails[type eq \"work\"",
        "emails[]",
        "nothing pr",
        "name.nothing pr",
        "active gt true",
        "active co \"t\"",
        "meta.created gt \"yesterday\"",
        "userName eq \"a",
        "userName eq 'a'"
      })
  void bothRefuse(String filter) {
    assertThatThrownBy(() -> ours(filter, ADA)).isInstanceOf(ScimException.class);
    assertThatThrownBy(() -> SDK.parse(filter))
        .isInstanceOf(de.captaingoldfish.scim.sdk.common.exceptions.ScimException.class);
  }

  /** The SDK reads as much as is a filter, and its dates by their letters (RFC 7643, 2.3.5). */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "userName pr)", "userName pr userName pr", "meta.created co \"2026\""})
  void onlyWeRefuse(String filter) {
    assertThatThrownBy(() -> ours(filter, ADA)).isInstanceOf(ScimException.class);
    assertThatCode(() -> SDK.parse(filter)).doesNotThrowAnyException();
  }

  @Provide
  Arbitrary<Sample> samples() {
    Arbitrary<Sample> flat =
        Arbitraries.integers()
            .between(1, 4)
            .flatMap(
                count ->
                    Combinators.combine(
                            Condition.any(),
                            Arbitraries.of("and", "or", "AND", "Or").list().ofSize(count),
                            Condition.any().list().ofSize(count))
                        .as(Sample::flat));
    return Arbitraries.oneOf(Condition.any().map(Sample::of), flat, nested(3));
  }

  private static Arbitrary<Sample> nested(int depth) {
    Arbitrary<Sample> one = Condition.any().map(Sample::of);
    if (depth == 0) {
      return one;
    }
    Arbitrary<Sample> inner = nested(depth - 1);
    return Arbitraries.oneOf(
        inner.map(Sample::negated),
        Combinators.combine(inner, Arbitraries.of("and", "or"), inner)
            .as((left, word, right) -> left.with(word, right)));
  }

  private static boolean ours(String filter, JsonNode user) {
    return FilterEvaluator.matches(FilterParser.parse(ResourceType.USER, filter), user);
  }

  private static boolean theirs(String filter, JsonNode user) {
    return SDK.matches(SDK.parse(filter), user);
  }
}
