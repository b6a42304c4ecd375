package dev.rosterline.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyncPlanTests {

  private static final SyncPlan PLAN = new SyncPlan("run", 250, 4);

  @Test
  void everybodyIsInTheFirstGroup() {
    assertThat(PLAN.memberships().getFirst())
        .containsExactlyElementsOf(IntStream.range(0, 250).boxed().toList());
  }

  @Test
  void nobodyIsTwiceInAGroup() {
    assertThat(PLAN.memberships())
        .allSatisfy(members -> assertThat(members).doesNotHaveDuplicates());
  }

  @Test
  void memberships100ToARequest() {
    assertThat(new SyncPlan("run", 250, 1).batches()).isEqualTo(3);
  }

  @Test
  void theDeletedPersonsMembershipsAreNotExpected() {
    assertThat(new SyncPlan("run", 250, 1).visibleMemberships()).isEqualTo(249);
  }

  @Test
  void oneInAHundredIsDeactivatedAndAtLeastOne() {
    assertThat(PLAN.deactivated()).isEqualTo(List.of(1, 2));
    assertThat(new SyncPlan("run", 10, 1).deactivated()).isEqualTo(List.of(1));
  }

  @Test
  void peopleHaveDifferentNames() {
    assertThat(IntStream.range(0, 250).mapToObj(number -> PLAN.person(number).userName()))
        .doesNotHaveDuplicates();
  }
}
