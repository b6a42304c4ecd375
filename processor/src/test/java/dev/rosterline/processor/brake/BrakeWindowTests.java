package dev.rosterline.processor.brake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountPolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BrakeWindowTests {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:30Z");

  @Test
  void fiftyPassWhereTenPercentAreFewer() {
    assertThat(passing(new BrakeWindow(new int[0], 0, 100), NOW)).isEqualTo(50);
  }

  @Test
  void tenPercentPassWhereThatIsMore() {
    assertThat(passing(new BrakeWindow(new int[0], 0, 2_009), NOW)).isEqualTo(200);
  }

  @Test
  void whoLeftAnHourAgoCountsNoMore() {
    BrakeWindow window = new BrakeWindow(new int[0], 0, 0);
    assertThat(passing(window, NOW)).isEqualTo(50);
    assertThat(passing(window, NOW.plus(Duration.ofMinutes(59)))).isZero();
    assertThat(passing(window, NOW.plus(Duration.ofMinutes(60)))).isEqualTo(50);
    assertThat(passing(window, NOW.plus(Duration.ofDays(3)))).isEqualTo(50);
  }

  @Test
  void clockThatGoesBackLetsNobodySlipThrough() {
    BrakeWindow window = new BrakeWindow(new int[0], 0, 0);
    assertThat(passing(window, NOW)).isEqualTo(50);
    assertThat(passing(window, NOW.minus(Duration.ofHours(2)))).isZero();
  }

  @Test
  void countGoesOnWhereItWasStored() {
    BrakeWindow window = new BrakeWindow(new int[0], 0, 0);
    for (int i = 0; i < 20; i++) {
      window.admits(AccountPolicy.DEFAULT, NOW.plusSeconds(60L * i));
    }
    BrakeWindow again = new BrakeWindow(window.counts(), window.last(), 0);
    assertThat(again.used()).isEqualTo(20);
    assertThat(passing(again, NOW.plusSeconds(60 * 20))).isEqualTo(30);
  }

  private static int passing(BrakeWindow window, Instant at) {
    int passed = 0;
    while (window.admits(AccountPolicy.DEFAULT, at)) {
      passed++;
    }
    return passed;
  }
}
