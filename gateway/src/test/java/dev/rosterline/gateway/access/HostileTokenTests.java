package dev.rosterline.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is no token is told so before the database is asked, and never by a failure. */
class HostileTokenTests {

  @Property(seed = "42", tries = 2000)
  void anyText(@ForAll String text) {
    assertThat(TokenFormat.isWellFormed(text)).isFalse();
    assertThat(TokenFormat.isWellFormed("rstl_" + text)).isFalse();
    assertThat(TokenFormat.hash(text).remaining()).isEqualTo(32);
  }

  @Property(seed = "42", tries = 2000)
  void aTokenWithAnotherCharacter(@ForAll @IntRange(max = 53) int place, @ForAll char other) {
    String token = TokenFormat.generate();
    String changed = token.substring(0, place) + other + token.substring(place + 1);
    assertThat(TokenFormat.isWellFormed(changed)).isEqualTo(changed.equals(token));
  }

  @Property(seed = "42", tries = 200)
  void aTokenThatWasCutOrDoubled(@ForAll @IntRange(max = 53) int end) {
    String token = TokenFormat.generate();
    assertThat(TokenFormat.isWellFormed(token.substring(0, end))).isFalse();
    assertThat(TokenFormat.isWellFormed(token + token.substring(0, end + 1))).isFalse();
  }
}
