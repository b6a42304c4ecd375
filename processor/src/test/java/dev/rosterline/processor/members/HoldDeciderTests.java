package dev.rosterline.processor.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Operation;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the brake puts in place of leaving, and how it ends. */
class HoldDeciderTests {

  private final Scene scene = new Scene();

  @BeforeEach
  void ann() {
    scene.create("ann");
  }

  @Test
  void heldDeleteAnswersTheSameAndTouchesNobody() {
    UserDecision held = scene.braked(scene::delete);
    assertThat(held.verdict().status()).isEqualTo(204);
    assertThat(held.verdict().operation()).isEqualTo(Operation.USER_HOLD);
    assertThat(scene.types(held)).containsExactly(Type.HELD);
    assertThat(scene.member().scimId()).isNull();
    assertThat(scene.member().removalDueAt()).isNull();
    assertThat(scene.member().mayAct()).isTrue();
    assertThat(scene.delete().verdict().status()).isEqualTo(404);
  }

  @Test
  void heldBlockShowsInactiveAndLetsSignInGoOn() {
    UserDecision held = scene.braked(() -> scene.replace(Scene.user("ann").put("active", false)));
    assertThat(held.verdict().status()).isEqualTo(200);
    assertThat(held.verdict().document().path("active").asBoolean()).isFalse();
    assertThat(scene.types(held)).containsExactly(Type.HELD);
    assertThat(held.facts().getFirst().state().active()).isTrue();
    assertThat(held.facts().getFirst().state().version()).isEqualTo(2);
  }

  @Test
  void releasedBlockBlocks() {
    scene.braked(() -> scene.replace(Scene.user("ann").put("active", false)));
    UserDecision released = scene.release();
    assertThat(scene.types(released)).containsExactly(Type.BLOCKED);
    assertThat(scene.member().mayAct()).isFalse();
    assertThat(scene.release().verdict().status()).isEqualTo(409);
  }

  @Test
  void cancelledBlockShowsActiveAgain() {
    scene.braked(() -> scene.replace(Scene.user("ann").put("active", false)));
    scene.cancelHold();
    assertThat(scene.member().profile().active()).isTrue();
    assertThat(scene.member().held()).isNull();
  }

  @Test
  void activationEndsTheHold() {
    scene.braked(() -> scene.replace(Scene.user("ann").put("active", false)));
    scene.replace(Scene.user("ann"));
    assertThat(scene.member().held()).isNull();
    assertThat(scene.member().mayAct()).isTrue();
  }

  @Test
  void releasedDeleteHasItsGracePeriodStill() {
    scene.braked(scene::delete);
    UserDecision released = scene.release();
    assertThat(scene.types(released)).containsExactly(Type.REMOVAL_SCHEDULED);
    assertThat(scene.member().removalDueAt()).isEqualTo(Scene.NOW.plus(Duration.ofDays(30)));
  }

  @Test
  void releasedDeleteDeactivatesWhereThePolicySaysSo() {
    scene.policy("{'onDelete':'deactivate'}");
    scene.braked(scene::delete);
    assertThat(scene.types(scene.release())).containsExactly(Type.BLOCKED);
  }

  @Test
  void heldRemovalThatWasDueIsRemovedWhenReleased() {
    scene.delete();
    long generation = scene.member().generation();
    UserDecision held = scene.braked(() -> scene.due(generation, Duration.ofDays(30)));
    assertThat(held.verdict().operation()).isEqualTo(Operation.USER_HOLD);
    assertThat(scene.member().removedAt()).isNull();
    assertThat(scene.types(scene.release())).containsExactly(Type.REMOVED);
  }

  @Test
  void whoReturnsIsHeldNoMore() {
    scene.braked(scene::delete);
    var before = scene.member().id();
    UserDecision back = scene.create("ann");
    assertThat(back.verdict().operation()).isEqualTo(Operation.USER_RESTORE);
    assertThat(scene.member().id()).isEqualTo(before);
    assertThat(scene.member().held()).isNull();
    assertThat(scene.types(back)).containsExactly(Type.REMOVAL_CANCELLED);
  }
}
