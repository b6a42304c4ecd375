package dev.rosterline.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenFormatTests {

  @Test
  void tokensAreWellFormedAndNeverTheSame() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String token = TokenFormat.generate();
      assertThat(TokenFormat.isWellFormed(token)).isTrue();
      tokens.add(token);
    }
    assertThat(tokens).hasSize(10_000);
  }

  @Test
  void anyChangedCharacterIsNoticedWithoutTheDatabase() {
    String token = TokenFormat.generate();
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'x' ? 'y' : 'x';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(TokenFormat.isWellFormed(changed)).as(changed).isFalse();
    }
  }

  @Test
  void whatIsShownLaterDoesNotGiveTheTokenAway() {
    String token = TokenFormat.generate();
    assertThat(TokenFormat.shown(token)).hasSize(12).isEqualTo(token.substring(0, 12));
    assertThat(TokenFormat.hash(token))
        .isEqualTo(TokenFormat.hash(token))
        .isNotEqualTo(TokenFormat.hash(token + "x"));
  }
}
