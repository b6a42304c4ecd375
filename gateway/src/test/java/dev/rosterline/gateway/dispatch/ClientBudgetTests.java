package dev.rosterline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientBudgetTests {

  private static final long SECOND = 1_000_000_000L;

  private final ClientBudget budget = new ClientBudget(10, 20, 2, 0);

  @Test
  void burstIsThereAtOnceAndThenTheRate() {
    assertThat(taken(0)).isEqualTo(20);
    assertThat(taken(SECOND)).isEqualTo(10);
    assertThat(taken(10 * SECOND)).isEqualTo(20);
  }

  @Test
  void placesAreCountedAndGivenBack() {
    assertThat(budget.enter()).isTrue();
    assertThat(budget.enter()).isTrue();
    assertThat(budget.enter()).isFalse();
    budget.leave();
    assertThat(budget.enter()).isTrue();
  }

  private int taken(long now) {
    int taken = 0;
    while (budget.take(now)) {
      taken++;
    }
    return taken;
  }
}
