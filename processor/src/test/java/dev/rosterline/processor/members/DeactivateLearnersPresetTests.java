package dev.rosterline.processor.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Operation;
import org.junit.jupiter.api.Test;

/** The preset of a place of learning, where what people did stays, row by row. */
class DeactivateLearnersPresetTests {

  private final Scene scene = Scene.ofPreset("deactivate-learners");

  @Test
  void z6_deleteBlocksAndKeeps() {
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
  void z6_assigningThemAgainRestoresThem() {
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
  void z7_presetLeavesTheIntegrationAsItIs() {
    scene.policy("{'integrationEnabled':false}");
    assertThat(scene.policy().integrationEnabled()).isFalse();
    assertThat(scene.policy().preset()).isEqualTo("deactivate-learners");
  }
}
