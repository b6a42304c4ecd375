package dev.rosterline.processor.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.processor.verdict.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A block that overtakes what waits before it, and what its turn makes of it. */
class AheadDeciderTests {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Profile ACTIVE = Profile.of(Scene.user("ann"));
  private static final Profile BLOCKED = Profile.of(Scene.user("ann").put("active", false));

  private final Ids ids = new Ids(Clock.systemUTC());
  private final CommandId first = ids.command();
  private final CommandId second = ids.command();
  private final ScimId scimId = ids.resource(7);
  private final List<Type> told = new ArrayList<>();
  private AccountPolicy policy = AccountPolicy.DEFAULT;
  private Member ann = new Telling(Member.joining(Scene.ACCOUNT, scimId, ACTIVE, NOW)).member();

  @Test
  void itsOwnTurnConfirmsItAndTellsNothingTwice() {
    hurry(first);
    assertThat(ann.mayAct()).isFalse();
    assertThat(ann.profile().active()).as("what SCIM shows").isTrue();
    inTurn(first, BLOCKED);
    assertThat(told).containsExactly(Type.BLOCKED);
    assertThat(ann.ahead()).isNull();
    assertThat(ann.mayAct()).isFalse();
    assertThat(ann.events()).isEqualTo(1);
  }

  @Test
  void anActivationBeforeItLetsNobodyIn() {
    inTurn(ids.command(), BLOCKED);
    inTurn(ids.command(), ACTIVE);
    told.clear();
    hurry(second);
    inTurn(ids.command(), BLOCKED);
    inTurn(ids.command(), ACTIVE);
    assertThat(told).containsExactly(Type.BLOCKED);
    assertThat(ann.mayAct()).isFalse();
    inTurn(second, BLOCKED);
    assertThat(told).containsExactly(Type.BLOCKED);
  }

  @Test
  void anActivationAfterItWins() {
    hurry(first);
    inTurn(first, BLOCKED);
    inTurn(ids.command(), ACTIVE);
    assertThat(told).containsExactly(Type.BLOCKED, Type.UNBLOCKED);
    assertThat(ann.mayAct()).isTrue();
  }

  @Test
  void theLaterOfTwoBlocksStaysThroughTheTurnOfTheEarlier() {
    hurry(first);
    hurry(second);
    inTurn(first, BLOCKED);
    inTurn(ids.command(), ACTIVE);
    assertThat(ann.mayAct()).isFalse();
    inTurn(second, BLOCKED);
    assertThat(told).containsExactly(Type.BLOCKED);
  }

  @Test
  void aRefusalInItsTurnTakesItBack() {
    hurry(first);
    var refused = Verdict.of(Operation.USER_UPDATE, Result.REFUSED, 409);
    apply(AheadDecider.settle(ann, first, UserDecision.nothing(refused)));
    assertThat(told).containsExactly(Type.BLOCKED, Type.UNBLOCKED);
    assertThat(ann.mayAct()).isTrue();
    assertThat(ann.ahead()).isNull();
  }

  @Test
  void otherChangesAreToldMeanwhileWithoutLettingIn() {
    hurry(first);
    var renamed = Profile.of(Scene.user("ann").put("displayName", "Ann"));
    UserDecision decision = inTurn(ids.command(), renamed);
    assertThat(decision.facts()).hasSize(1);
    assertThat(decision.facts().getFirst().state().active()).isFalse();
    assertThat(decision.facts().getFirst().state().version()).isEqualTo(2);
  }

  @Test
  void aDeletionBeforeItEndsItSinceItCanNoLongerBeDecided() {
    hurry(first);
    var earlier = envelope(ids.command(), new Command.DeleteUser(null));
    var deleted = RemovalDecider.delete(ann, earlier, null, policy, NOW);
    apply(AheadDecider.settle(ann, earlier.id(), deleted));
    assertThat(told).containsExactly(Type.BLOCKED, Type.UNBLOCKED, Type.REMOVAL_SCHEDULED);
    assertThat(ann.ahead()).isNull();
    assertThat(ann.mayAct()).as("through the grace period").isTrue();
  }

  @Test
  void aDeletionThatDeactivatesIsConfirmedByLettingTheLinkGo() {
    policy = Scene.ofPreset("deactivate-learners").policy();
    var delete = envelope(first, new Command.DeleteUser(null));
    assertThat(AheadDecider.isUrgent(ann, delete, policy)).isTrue();
    hurry(first);
    var deleted = RemovalDecider.delete(ann, delete, null, policy, NOW);
    apply(AheadDecider.settle(ann, first, deleted));
    assertThat(told).containsExactly(Type.BLOCKED, Type.UPDATED);
    assertThat(deleted.verdict().changed()).containsExactly("active");
    assertThat(ann.mayAct()).isFalse();
  }

  @Test
  void aCommandMuchYoungerMustStandBehindIt() {
    hurry(Ids.derived(Instant.now().minusSeconds(61), new UUID(1, 1), 1));
    inTurn(ids.command(), Profile.of(Scene.user("ann").put("displayName", "Ann")));
    assertThat(ann.ahead()).isNull();
    assertThat(ann.mayAct()).isTrue();
  }

  @Test
  void onlyWhatEndsAccessIsUrgent() {
    assertThat(isUrgent(new Command.DeleteUser(null))).as("with a grace period").isFalse();
    assertThat(isUrgent(put(false, null))).isTrue();
    assertThat(isUrgent(put(false, "W/\"1\""))).as("with a precondition").isFalse();
    assertThat(isUrgent(put(true, null))).isFalse();
    assertThat(isUrgent(patch("false"))).isTrue();
    assertThat(isUrgent(patch("true"))).isFalse();
    inTurn(ids.command(), BLOCKED);
    assertThat(isUrgent(put(false, null))).as("who is blocked").isFalse();
  }

  private boolean isUrgent(Command command) {
    return AheadDecider.isUrgent(ann, envelope(ids.command(), command), policy);
  }

  private static Command put(boolean active, @Nullable String ifMatch) {
    return new Command.ReplaceUser(Scene.user("ann").put("active", active), ifMatch);
  }

  private static Command patch(String active) {
    var operations = "{'a':[{'op':'replace','path':'active','value':" + active + "}]}";
    return new Command.PatchUser(Scene.json(operations).path("a"), null);
  }

  private void hurry(CommandId command) {
    apply(AheadDecider.block(ann, command));
  }

  private UserDecision inTurn(CommandId id, Profile wanted) {
    var put = new Command.ReplaceUser(wanted.document(), null);
    UserDecision decided = UserDecider.replace(ann, envelope(id, put), put, (_, _) -> null, NOW);
    UserDecision decision = AheadDecider.settle(ann, id, decided);
    apply(decision);
    return decision;
  }

  private void apply(UserDecision decision) {
    decision.facts().forEach(fact -> told.add(fact.type()));
    ann = Objects.requireNonNullElse(decision.after(), ann);
  }

  private CommandEnvelope envelope(CommandId id, Command command) {
    return new CommandEnvelope(
        id, Scene.ACCOUNT, scimId, 0, command, Source.SYSTEM, NOW, null, List.of(), null, null);
  }
}
