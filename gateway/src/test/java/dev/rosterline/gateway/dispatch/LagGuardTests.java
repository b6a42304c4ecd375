package dev.rosterline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.gateway.error.RetryLaterException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LagGuardTests {

  private static final long SECOND = 1_000_000_000L;

  private final LagGuard guard = new LagGuard(Duration.ofSeconds(5));

  @Test
  void nothingIsRefusedBeforeAnythingIsMeasured() {
    guard.check();
  }

  @Test
  void aBurstAfterQuietIsBelievedToDrainAsUsual() {
    guard.observe(new LagGuard.Sample(0, 0, 0));
    guard.observe(new LagGuard.Sample(5_000, 0, SECOND));

    guard.check();
    assertThat(guard.waitSeconds()).isEqualTo(2);
  }

  /** One client that waits for each answer sends little, and one command is always on its way. */
  @Test
  void littleToDoIsNotTakenForSlowness() {
    for (int second = 0; second < 20; second++) {
      guard.observe(new LagGuard.Sample(second * 30 + 1, second * 30, second * SECOND));
    }

    guard.observe(new LagGuard.Sample(2_600, 600, 20 * SECOND));

    guard.check();
    assertThat(guard.waitSeconds()).isEqualTo(1);
  }

  @Test
  void aBacklogIsTakenToGoOnAsFastAsItDid() {
    guard.observe(new LagGuard.Sample(10_000, 0, 0));
    for (int second = 1; second < 5; second++) {
      guard.observe(new LagGuard.Sample(10_000, second * 500, second * SECOND));
    }

    assertThat(guard.waitSeconds()).isEqualTo((10_000 - 4 * 500) / 500);
    assertThatThrownBy(guard::check).isInstanceOf(RetryLaterException.class);
  }

  @Test
  void standstillIsNoticedWithinSeconds() {
    for (int second = 0; second < 8; second++) {
      guard.observe(new LagGuard.Sample(200, 0, second * SECOND));
    }

    assertThatThrownBy(guard::check).isInstanceOf(RetryLaterException.class);
  }

  @Test
  void standstillIsForgottenWhenItMovesAgain() {
    standstillIsNoticedWithinSeconds();

    guard.observe(new LagGuard.Sample(1_200, 1_000, 9 * SECOND));

    guard.check();
  }

  @Test
  void unknownLagRefusesNobody() {
    standstillIsNoticedWithinSeconds();

    guard.unknown();

    guard.check();
  }
}
