package dev.rosterline.processor.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The preset that removes after a grace period, row by row. */
class RemoveAfterGracePresetTests {

  private final Scene scene = Scene.ofPreset("remove-after-grace");

  @Test
  void s4_peopleMatchOnUserNameWhateverItsLetterCase() {
    scene.create("ann");
    UserDecision second = scene.create("ANN");
    assertThat(second.verdict().status()).isEqualTo(409);
    assertThat(second.verdict().error().type().wire()).isEqualTo("uniqueness");
  }

  @Test
  void s9_deactivateBlocksAndKeepsTheMembership() {
    scene.create("ann");
    UserDecision off = scene.replace(Scene.user("ann").put("active", false));
    assertThat(scene.types(off)).containsExactly(Type.BLOCKED);
    assertThat(scene.member().scimId()).isNotNull();
    UserDecision on = scene.replace(Scene.user("ann"));
    assertThat(scene.types(on)).containsExactly(Type.UNBLOCKED);
  }

  @Test
  void s10_deleteIsPendingForThirtyDaysThenRemovesOnce() {
    scene.create("ann");
    UserDecision decision = scene.delete();
    assertThat(decision.verdict().dueAt()).isEqualTo(Scene.NOW.plus(Duration.ofDays(30)));
    assertThat(scene.member().profile().active()).isTrue();
    long generation = scene.member().generation();
    assertThat(scene.due(generation, Duration.ofDays(30).minusMillis(1)).after()).isNull();
    assertThat(scene.types(scene.due(generation, Duration.ofDays(30))))
        .containsExactly(Type.REMOVED);
    assertThat(scene.due(generation, Duration.ofDays(31)).verdict().result())
        .isEqualTo(Result.UNCHANGED);
  }

  @Test
  void s10_assigningThemAgainRestoresTheSameMember() {
    scene.create("ann");
    MemberId before = scene.member().id();
    scene.delete();
    UserDecision back = scene.create("ann");
    assertThat(scene.member().id()).isEqualTo(before);
    assertThat(scene.types(back)).containsExactly(Type.REMOVAL_CANCELLED);
  }

  @Test
  void s10_noGracePeriodRemovesAtOnce() {
    scene.policy("{'gracePeriodDays':0}");
    scene.create("ann");
    assertThat(scene.types(scene.delete())).containsExactly(Type.REMOVED);
  }

  @Test
  void s11_switchedOffRefusesCreateAndDeleteWhileUpdatesFlow() {
    scene.create("ann");
    scene.policy("{'provisioning':false}");
    UserDecision create = scene.create("bob");
    UserDecision delete = scene.delete();
    assertThat(create.verdict().status()).isEqualTo(403);
    assertThat(create.verdict().result()).isEqualTo(Result.REFUSED);
    assertThat(delete.verdict().status()).isEqualTo(403);
    assertThat(delete.verdict().error().detail()).contains("switched off");
    assertThat(delete.verdict().subject()).isEqualTo("ann");
    UserDecision update = scene.replace(Scene.user("ann").put("displayName", "Ann"));
    assertThat(update.verdict().result()).isEqualTo(Result.APPLIED);
  }
}
