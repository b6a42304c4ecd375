package dev.rosterline.processor.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Second thoughts about leaving: cancelled removals, moved dates, people who are kept. */
class RemovalDeciderTests {

  private final Scene scene = new Scene();

  @Test
  void cancelKeepsTheMemberAsTheyWereWithoutTheirScimId() {
    scene.create("ann");
    scene.delete();
    UserDecision decision = scene.cancel();
    assertThat(decision.verdict().operation()).isEqualTo(Operation.REMOVAL_CANCEL);
    assertThat(scene.types(decision)).containsExactly(Type.REMOVAL_CANCELLED);
    assertThat(scene.member().removalDueAt()).isNull();
    assertThat(scene.member().scimId()).isNull();
    assertThat(scene.member().profile().active()).isTrue();
  }

  @Test
  void removalThatWasCancelledNeverHappens() {
    scene.create("ann");
    scene.delete();
    long generation = scene.member().generation();
    scene.cancel();
    UserDecision decision = scene.due(generation, Duration.ofDays(99));
    assertThat(decision.verdict().result()).isEqualTo(Result.UNCHANGED);
    assertThat(decision.after()).isNull();
  }

  @Test
  void cancelOfWhatIsNotPendingIsRefused() {
    scene.create("ann");
    assertThat(scene.cancel().verdict().status()).isEqualTo(409);
    UserDecision nobody =
        RemovalDecider.cancel(
            null, new Command.CancelRemoval(new MemberId(new UUID(1, 2))), Scene.NOW);
    assertThat(nobody.verdict().status()).isEqualTo(404);
  }

  @Test
  void whoIsRemovedIsAMemberAgainWithoutSeamsForTheirNextCreate() {
    scene.policy("{'gracePeriodDays':0}");
    scene.create("ann");
    MemberId before = scene.member().id();
    assertThat(scene.undo(before).verdict().status()).isEqualTo(409);
    scene.delete();
    UserDecision back = scene.undo(before);
    assertThat(back.verdict().operation()).isEqualTo(Operation.REMOVAL_UNDO);
    assertThat(scene.types(back)).containsExactly(Type.JOINED);
    assertThat(scene.member().removedAt()).isNull();
    assertThat(scene.member().mayAct()).isTrue();
    scene.create("ann");
    assertThat(scene.member().id()).isEqualTo(before);
    assertThat(scene.undo(new MemberId(new UUID(1, 2))).verdict().status()).isEqualTo(404);
  }

  @Test
  void whoWasCreatedAnewStaysWhoTheyAre() {
    scene.policy("{'gracePeriodDays':0}");
    scene.create("ann");
    MemberId first = scene.member().id();
    scene.delete();
    scene.create("ANN");
    assertThat(scene.member().id()).isNotEqualTo(first);
    assertThat(scene.undo(first).verdict().status()).isEqualTo(409);
  }

  @Test
  void cancelledMemberIsTheSameOneWhenCreatedAnew() {
    scene.create("ann");
    MemberId before = scene.member().id();
    scene.delete();
    scene.cancel();
    UserDecision back = scene.create("ann");
    assertThat(back.verdict().operation()).isEqualTo(Operation.USER_RESTORE);
    assertThat(scene.member().id()).isEqualTo(before);
    assertThat(scene.types(back)).containsExactly(Type.UPDATED);
  }

  @Test
  void shorterGracePeriodRemovesWhatItMakesDue() {
    scene.create("ann");
    scene.delete();
    scene.policy("{'gracePeriodDays':3}");
    assertThat(scene.types(scene.due(scene.member().generation(), Duration.ofDays(3))))
        .containsExactly(Type.REMOVED);
  }

  @Test
  void longerGracePeriodMovesTheDateAndIsNeverEarly() {
    scene.create("ann");
    scene.delete();
    long generation = scene.member().generation();
    scene.policy("{'gracePeriodDays':60}");
    UserDecision moved = scene.due(generation, Duration.ofDays(30));
    assertThat(moved.verdict().operation()).isEqualTo(Operation.REMOVAL_MOVE);
    assertThat(scene.types(moved)).containsExactly(Type.REMOVAL_SCHEDULED);
    assertThat(scene.member().removalDueAt()).isEqualTo(Scene.NOW.plus(Duration.ofDays(60)));
    assertThat(scene.due(generation, Duration.ofDays(60)).after()).isNull();
    long moving = scene.member().generation();
    assertThat(scene.due(moving, Duration.ofDays(60).minusMillis(1)).after()).isNull();
    assertThat(scene.types(scene.due(moving, Duration.ofDays(60)))).containsExactly(Type.REMOVED);
    assertThat(scene.due(moving, Duration.ofDays(61)).after()).isNull();
  }
}
