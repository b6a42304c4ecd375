package dev.rosterline.processor.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionTests {

  @ParameterizedTest
  @ValueSource(strings = {"W/\"7\"", "\"7\"", "*", " W/\"7\" ", "W/\"6\", W/\"7\"", "", " "})
  void holdsForTheVersionWeakOrStrongForAnyAndForNone(String ifMatch) {
    assertThat(Precondition.holds(ifMatch, 7)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"6\"", "\"77\"", "7", "w/\"7\"", "W/\"6\",W/\"8\"", ","})
  void failsForAnyOtherTag(String ifMatch) {
    assertThat(Precondition.holds(ifMatch, 7)).isFalse();
  }

  @Test
  void requestWithoutAConditionIsAllowed() {
    assertThat(Precondition.holds(null, 7)).isTrue();
  }
}
