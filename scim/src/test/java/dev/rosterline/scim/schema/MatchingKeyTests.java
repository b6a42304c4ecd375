package dev.rosterline.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingKeyTests {

  @ParameterizedTest
  @CsvSource({
    "BJensen,bjensen",
    "ＢＪensen,bjensen",
    "Jose\u0301,josé",
    "ÅSE,åse",
    "\u00a0a\u3000,a",
    "İ,i\u0307"
  })
  void variantsAreEqual(String one, String other) {
    assertThat(MatchingKey.of(one)).isEqualTo(MatchingKey.of(other));
  }

  @Test
  void differentNamesStayDifferent() {
    assertThat(MatchingKey.of("a b")).isNotEqualTo(MatchingKey.of("ab"));
    assertThat(MatchingKey.of("straße")).isNotEqualTo(MatchingKey.of("strasse"));
  }

  @Property
  void aKeyIsItsOwnKey(@ForAll String text) {
    assertThat(MatchingKey.of(MatchingKey.of(text))).isEqualTo(MatchingKey.of(text));
  }
}
