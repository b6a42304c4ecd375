package dev.rosterline.processor.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RosterTests {

  private static final UUID ANN = new UUID(1, 1);
  private static final UUID BOB = new UUID(2, 2);
  private static final UUID CAT = new UUID(3, 3);

  private final Roster roster = new Roster();

  RosterTests() {
    roster.loaded(ANN);
    roster.loaded(BOB);
  }

  @Test
  void addOfMembersWhoAreInChangesNothing() {
    assertThat(difference(new RosterStep.Add(List.of(ANN, BOB)))).isEmpty();
  }

  @Test
  void stepsApplyInOrder() {
    assertThat(
            difference(
                new RosterStep.Replace(List.of(CAT)),
                new RosterStep.Add(List.of(ANN)),
                new RosterStep.Remove(List.of(CAT))))
        .isEqualTo(Map.of(BOB, false));
  }

  @Test
  void laterCommandsSeeWhatEarlierOnesLeft() {
    roster.apply(difference(new RosterStep.Replace(List.of(CAT))));
    assertThat(difference(new RosterStep.Add(List.of(CAT)))).isEmpty();
    assertThat(roster.joined()).containsExactly(CAT);
    assertThat(roster.left()).containsExactlyInAnyOrder(ANN, BOB);
  }

  private Map<UUID, Boolean> difference(RosterStep... steps) {
    return roster.difference(List.of(steps), id -> id);
  }
}
