package dev.rosterline.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "userName eq \"x\" | userName eq \"x\"",
        "USERNAME EQ \"x\" | userName eq \"x\"",
        "title ne \"x\" | title ne \"x\"",
        "title co \"x\" | title co \"x\"",
        "title sw \"x\" | title sw \"x\"",
        "title ew \"x\" | title ew \"x\"",
        "title gt \"x\" | title gt \"x\"",
        "title ge \"x\" | title ge \"x\"",
        "title lt \"x\" | title lt \"x\"",
        "title le \"x\" | title le \"x\"",
        "title pr | title pr",
        "active eq true | active eq true",
        "active eq \"True\" | active eq true",
        "title eq null | title eq null",
        "id eq \"7\" | id eq \"7\"",
        "externalId eq \"7\" | externalId eq \"7\"",
        "schemas eq \"urn:x\" | schemas eq \"urn:x\"",
        "meta.lastModified ge \"2026-01-01T00:00:00+02:00\" | meta.lastModified ge \"2025-12-31T22:00:00Z\"",
        "emails co \"x\" | emails.value co \"x\"",
        "name pr | name pr",
        "groups.value eq \"g\" | groups.value eq \"g\"",
        "userName eq \"a\\\"\\u0062\\\\\" | userName eq \"a\\\"b\\\\\"",
        "name.familyName co \"O'Malley\" | name.familyName co \"O'Malley\"",
        "title pr or userName pr and active eq true | title pr or (userName pr and active eq true)",
        "(title pr or userName pr) and active eq true | (title pr or userName pr) and active eq true",
        "not (title pr) and userName pr | not (title pr) and userName pr",
        "emails[type eq \"work\" and value co \"@x\"] | emails[type eq \"work\" and value co \"@x\"]",
        "emails[type eq \"work\" or (primary eq true)] | emails[type eq \"work\" or primary eq true]",
        "emails[type eq \"work\"].value eq \"x\" | emails[type eq \"work\" and value eq \"x\"]",
        "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"J\" | userName sw \"J\"",
        "URN:ietf:params:SCIM:schemas:core:2.0:user:userName sw \"J\" | userName sw \"J\"",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"x\""
            + " | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"x\"",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq \"x\""
            + " | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq \"x\""
      })
  void reads(String text, String canonical) {
    Filter filter = FilterParser.parse(ResourceType.USER, text);
    assertThat(FilterPrinter.print(filter)).isEqualTo(canonical);
    assertThat(FilterParser.parse(ResourceType.USER, canonical)).isEqualTo(filter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "userName",
        "userName eq",
        "userName eq \"x\" and",
        "userName eq \"x",
        "(userName pr",
        "userName pr)",
        "userName regex \"x\"",
        "foo eq \"x\"",
        "name.foo eq \"x\"",
        "name eq \"x\"",
        "addresses eq \"x\"",
        "userName eq x",
        "userName eq 'x'",
        "userName eq 5",
        "active gt true",
        "active co \"t\"",
        "active eq 5",
        "x509Certificates.value gt \"x\"",
        "meta.created eq \"yesterday\"",
        "meta.created co \"2026\"",
        "password eq \"x\"",
        "not userName pr",
        "userName gt null",
        "emails[addresses[type eq \"x\"]]",
        "emails[type eq \"x\"",
        "name[givenName eq \"x\"]",
        "emails[type eq \"x\"].foo pr",
        "userName eq \"\\x\"",
        "userName eq \"\\u12\"",
        "userName eq \"\\u0000\"",
        "userName eq \"\\ud800\"",
        "\"x\" eq userName",
        "userName pr userName pr",
        "and",
        "userName eq \"a\" or or title pr",
        "emails[]",
        "emails.value[type eq \"x\"]"
      })
  void refuses(String text) {
    assertRefused(text);
  }

  @Test
  void membersOfAGroup() {
    assertThat(
            FilterPrinter.print(
                FilterParser.parse(ResourceType.GROUP, "members eq \"x\" and id eq \"g\"")))
        .isEqualTo("members.value eq \"x\" and id eq \"g\"");
  }

  @Test
  void boundsAreKept() {
    assertRefused("title pr or ".repeat(100) + "title pr");
    assertRefused("(".repeat(33) + "title pr" + ")".repeat(33));
    assertRefused("title eq \"" + "x".repeat(8192) + "\"");
    assertThat(FilterParser.parse(ResourceType.USER, "(".repeat(32) + "title pr" + ")".repeat(32)))
        .isNotNull();
  }

  @Test
  void aHundredThousandBracketsAreAnsweredFast() {
    Assertions.assertTimeout(Duration.ofMillis(200), () -> assertRefused("(".repeat(100_000)));
    Assertions.assertTimeout(Duration.ofMillis(200), () -> assertRefused("(".repeat(8_000)));
    Assertions.assertTimeout(Duration.ofMillis(200), () -> assertRefused("not(".repeat(2_000)));
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> FilterParser.parse(ResourceType.USER, text))
        .isInstanceOfSatisfying(
            ScimException.class,
            e -> assertThat(e.error().type()).isEqualTo(ScimType.INVALID_FILTER));
  }
}
