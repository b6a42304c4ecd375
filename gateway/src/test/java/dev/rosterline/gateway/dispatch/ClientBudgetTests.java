package dev.rosterline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientBudgetTests {

  private final ClientBudget budget = new ClientBudget(TestGateway.limits(10, 2), 0);

  @Test
  void placesAreCountedAndGivenBack() {
    assertThat(budget.enter()).isTrue();
    assertThat(budget.enter()).isTrue();
    assertThat(budget.enter()).isFalse();
    budget.leave();
    assertThat(budget.enter()).isTrue();
  }
}
