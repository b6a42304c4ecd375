package dev.rosterline.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.scim.filter.FilterParser;
import dev.rosterline.scim.schema.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterSqlTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          userName eq "Ada"                        | r.user_name_key = $1::text
          externalId eq "AbC"                      | r.external_id = $1::text
          displayName sw "a"                       | starts_with(r.display_key, $1::text)
          active eq false                          | (r.document ->> 'active')::boolean = $1
          meta.lastModified ge "2026-01-01T00:00:00Z" | r.modified_at >= $1
          meta.created eq "2026-01-01T00:00:00Z" | (r.created_at >= $1 and r.created_at < $2)
          id eq "no uuid"                          | false
          title pr                                 | coalesce((r.document #>> '{title}'), '') <> ''
          externalId ne "x"                        | r.external_id is distinct from $1::text
          """)
  void conditionOf(String filter, String expected) {
    assertThat(sql(ResourceType.USER, filter)).isEqualTo(expected);
  }

  @Test
  void anIndexFindsTheCandidatesOfAWorkEmail() {
    assertThat(sql(ResourceType.USER, "emails[type eq \"work\"].value eq \"a@b.c\""))
        .startsWith("(r.scim_id = any (array(")
        .contains("c.work_email_key = $3::text")
        .contains("jsonb_array_elements");
  }

  @Test
  void andBindsMoreTightlyThanOr() {
    assertThat(sql(ResourceType.USER, "active eq true or active eq false and userName eq \"x\""))
        .isEqualTo(
            "((r.document ->> 'active')::boolean = $1 or ((r.document ->> 'active')::boolean = $2 and r.user_name_key = $3::text))");
  }

  @ParameterizedTest
  @ValueSource(strings = {"userName", "title", "name.familyName", "emails.value", "externalId"})
  void noValueReachesTheStatement(String attribute) {
    String hostile = "x' OR '1'='1";
    assertThat(sql(ResourceType.USER, attribute + " co \"" + hostile + "\""))
        .doesNotContain("OR '1'");
  }

  private static String sql(ResourceType type, String filter) {
    return new FilterSql(type, new Parameters(), "").condition(FilterParser.parse(type, filter));
  }
}
