package dev.rosterline.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.scim.schema.ResourceType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FilterEvaluatorTests {

  private static final JsonNode ALICE =
      JsonMapper.builder()
          .build()
          .readTree(
              """
              {"schemas":["urn:a"],"id":"AbC","userName":"Alice@Example.com","active":true,"name":{"familyName":"O'Malley"},
               "emails":[{"value":"a@work.example","type":"work","primary":true},{"value":"a@home.example","type":"home"}],
               "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"R&D"},
               "meta":{"created":"2026-01-01T12:00:00Z"}}
              """);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName eq \"ALICE@example.COM\"",
        "userName eq \"Ａlice@example.com\"",
        "id eq \"AbC\"",
        "active eq \"TRUE\"",
        "active ne false",
        "emails co \"work.ex\"",
        "emails[type eq \"work\" and primary eq true]",
        "emails.type eq \"home\" and emails.value sw \"a@work\"",
        "title eq null",
        "title ne \"x\"",
        "not (title pr)",
        "name pr",
        "name.familyName ew \"malley\"",
        "schemas eq \"urn:a\"",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"r&d\"",
        "emails.type ne \"work\"",
        "meta.created ge \"2026-01-01T13:00:00+01:00\"",
        "meta.created lt \"2026-01-01T12:00:01Z\"",
        "userName gt \"alicd\"",
        "title pr or active eq true"
      })
  void matches(String filter) {
    assertThat(FilterEvaluator.matches(FilterParser.parse(ResourceType.USER, filter), ALICE))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id eq \"abc\"",
        "title pr",
        "active eq false",
        "emails[type eq \"home\" and primary eq true]",
        "title eq \"x\"",
        "userName ne \"alice@example.com\"",
        "name.familyName eq null",
        "meta.created gt \"2026-01-01T12:00:00Z\"",
        "title lt \"x\"",
        "title pr or userName pr and active eq false"
      })
  void doesNotMatch(String filter) {
    assertThat(FilterEvaluator.matches(FilterParser.parse(ResourceType.USER, filter), ALICE))
        .isFalse();
  }
}
