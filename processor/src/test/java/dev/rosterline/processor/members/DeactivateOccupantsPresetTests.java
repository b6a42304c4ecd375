package dev.rosterline.processor.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Operation;
import org.junit.jupiter.api.Test;

/** The preset of a workplace, where leavers keep their place in its history, row by row. */
class DeactivateOccupantsPresetTests {

  private final Scene scene = Scene.ofPreset("deactivate-occupants");

  @Test
  void e2_peopleMatchOnUserNameWhateverItsLetterCase() {
    scene.create("ann");
    UserDecision second = scene.create("ANN");
    assertThat(second.verdict().status()).isEqualTo(409);
    assertThat(second.verdict().error().type().wire()).isEqualTo("uniqueness");
  }

  @Test
  void e3_deleteBlocksAndKeeps() {
    scene.create("ann");
    UserDecision decision = scene.delete();
    assertThat(decision.verdict().status()).isEqualTo(204);
    assertThat(decision.verdict().operation()).isEqualTo(Operation.USER_DEACTIVATE);
    assertThat(scene.types(decision)).containsExactly(Type.BLOCKED);
    assertThat(scene.member().profile().active()).isFalse();
    assertThat(scene.member().removalDueAt()).isNull();
    assertThat(scene.member().removedAt()).isNull();
    assertThat(scene.delete().verdict().status()).isEqualTo(404);
  }

  @Test
  void e3_assigningThemAgainRestoresThem() {
    scene.create("ann");
    MemberId before = scene.member().id();
    scene.delete();
    UserDecision back = scene.create("ann");
    assertThat(back.verdict().status()).isEqualTo(201);
    assertThat(back.verdict().operation()).isEqualTo(Operation.USER_RESTORE);
    assertThat(scene.types(back)).containsExactly(Type.UNBLOCKED);
    assertThat(scene.member().id()).isEqualTo(before);
    assertThat(scene.member().profile().active()).isTrue();
  }

  @Test
  void e5_deactivateBlocksAndKeepsTheMembership() {
    scene.create("ann");
    UserDecision off = scene.replace(Scene.user("ann").put("active", false));
    assertThat(scene.types(off)).containsExactly(Type.BLOCKED);
    assertThat(scene.member().scimId()).isNotNull();
    UserDecision on = scene.replace(Scene.user("ann"));
    assertThat(scene.types(on)).containsExactly(Type.UNBLOCKED);
  }
}
