package dev.rosterline.processor.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
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

  @Test
  void whateverIsSentNamesTheVersionOrDoesNot() {
    String alphabet = "W/\"7*, \t\0\ud800x";
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder tags = new StringBuilder();
      for (int left = random.nextInt(12); left > 0; left--) {
        tags.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String ifMatch = tags.toString();
      boolean mayHold = ifMatch.isBlank() || ifMatch.contains("*") || ifMatch.contains("\"7\"");
      assertThat(Precondition.holds(ifMatch, 7) && !mayHold).as(ifMatch).isFalse();
    }
    assertThat(Precondition.holds(",".repeat(1 << 20), 7)).isFalse();
  }
}
