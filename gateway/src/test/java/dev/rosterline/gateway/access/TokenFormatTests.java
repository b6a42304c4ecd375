package dev.rosterline.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenFormatTests {

  @Test
  void tokensAreUniqueAndHaveTheFormOfTheDocumentation() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String token = TokenFormat.generate();
      assertThat(token).matches("rstl_[0-9A-Za-z]{49}");
      assertThat(TokenFormat.isWellFormed(token)).isTrue();
      tokens.add(token);
    }
    assertThat(tokens).hasSize(10_000);
  }

  @Test
  void oneWrongCharacterIsFoundByTheChecksum() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      StringBuilder token = new StringBuilder(TokenFormat.generate());
      int at = random.nextInt(token.length());
      token.setCharAt(at, token.charAt(at) == 'x' ? 'y' : 'x');
      assertThat(TokenFormat.isWellFormed(token.toString())).as(token.toString()).isFalse();
    }
  }

  @Test
  void foreignSecretsAreRefused() {
    assertThat(TokenFormat.isWellFormed("")).isFalse();
    assertThat(TokenFormat.isWellFormed("rstl_")).isFalse();
    assertThat(TokenFormat.isWellFormed("x".repeat(54))).isFalse();
    assertThat(TokenFormat.isWellFormed(TokenFormat.generate() + "0")).isFalse();
  }

  @Test
  void whatIsStoredDoesNotHoldTheToken() {
    String token = TokenFormat.generate();

    assertThat(TokenFormat.hash(token).remaining()).isEqualTo(32);
    assertThat(TokenFormat.hash(token)).isEqualTo(TokenFormat.hash(token));
    assertThat(TokenFormat.shown(token)).hasSize(12);
  }
}
