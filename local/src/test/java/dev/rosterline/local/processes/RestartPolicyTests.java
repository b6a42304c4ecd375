package dev.rosterline.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartPolicyTests {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final RestartPolicy policy = new RestartPolicy();

  @Test
  void eachDeathWithinAMinuteIsWaitedForLonger() {
    assertThat(policy.afterDeath(NOON)).isEqualTo(Duration.ofMillis(250));
    assertThat(policy.afterDeath(NOON)).isEqualTo(Duration.ofMillis(500));
    assertThat(policy.afterDeath(NOON)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void noPauseIsLongerThanTenSeconds() {
    for (var i = 0; i < 100; i++) {
      assertThat(policy.afterDeath(NOON)).isBetween(Duration.ofMillis(250), Duration.ofSeconds(10));
    }
    assertThat(policy.afterDeath(NOON.plusSeconds(59))).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void deathsOfLongAgoAreForgotten() {
    for (var i = 0; i < 5; i++) {
      policy.afterDeath(NOON);
    }
    assertThat(policy.afterDeath(NOON.plusSeconds(61))).isEqualTo(Duration.ofMillis(250));
  }
}
