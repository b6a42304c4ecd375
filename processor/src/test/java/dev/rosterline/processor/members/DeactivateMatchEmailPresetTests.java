package dev.rosterline.processor.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountPolicy.MatchOn;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Operation;
import org.junit.jupiter.api.Test;

/** The preset that matches people by email and keeps them, row by row. */
class DeactivateMatchEmailPresetTests {

  private final Scene scene = Scene.ofPreset("deactivate-match-email");

  @Test
  void a3_primaryEmailIsTheKey() {
    scene.create("ann");
    var other = Scene.user("somebody");
    other.set("emails", Scene.json("{'e':[{'value':'ANN@example.com','primary':true}]}").get("e"));
    UserDecision second = scene.create(other);
    assertThat(scene.policy().matchOn()).isEqualTo(MatchOn.EMAIL);
    assertThat(second.verdict().status()).isEqualTo(409);
    assertThat(second.verdict().error().detail()).contains("ANN@example.com");
  }

  @Test
  void a3_whoReturnsIsKnownByTheirEmailThoughRenamed() {
    scene.create("ann");
    MemberId before = scene.member().id();
    scene.delete();
    var renamed = Scene.user("ann").put("userName", "ann.married");
    scene.create(renamed);
    assertThat(scene.member().id()).isEqualTo(before);
    assertThat(scene.member().profile().userName()).isEqualTo("ann.married");
  }

  @Test
  void a3_createWithoutEmailIsRefused() {
    UserDecision decision = scene.create(Scene.json("{'userName':'ann'}"));
    assertThat(decision.verdict().status()).isEqualTo(400);
    assertThat(decision.verdict().error().type().wire()).isEqualTo("invalidValue");
  }

  @Test
  void a4_newMembersHaveADefaultRole() {
    assertThat(scene.policy().defaultRole()).isEqualTo("staff");
  }

  @Test
  void a6_deactivateBlocksAndKeepsTheMembership() {
    scene.create("ann");
    UserDecision off = scene.replace(Scene.user("ann").put("active", false));
    assertThat(scene.types(off)).containsExactly(Type.BLOCKED);
    assertThat(scene.member().scimId()).isNotNull();
    UserDecision on = scene.replace(Scene.user("ann"));
    assertThat(scene.types(on)).containsExactly(Type.UNBLOCKED);
  }

  @Test
  void a7_deleteBlocksAndKeeps() {
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
  void a7_assigningThemAgainRestoresThem() {
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
}
