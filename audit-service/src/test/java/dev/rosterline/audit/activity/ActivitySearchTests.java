package dev.rosterline.audit.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivitySearchTests {

  @ParameterizedTest
  @ValueSource(strings = {"ada", "x-ada", "a b 123", "Łódź", "100%sure"})
  void threeLettersInARowLeadToTheIndex(String text) {
    assertThat(ActivitySearch.hasThreeLetters(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ad", "a.b.c", "a_b%c", "--- ---"})
  void fewerDoNot(String text) {
    assertThat(ActivitySearch.hasThreeLetters(text)).isFalse();
  }
}
