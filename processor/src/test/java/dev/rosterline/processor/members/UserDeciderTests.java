package dev.rosterline.processor.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.wire.PolicyWire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class UserDeciderTests {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final AccountId ACCOUNT = new AccountId(new UUID(1, 1));
  private static final Ids IDS = new Ids(Clock.systemUTC());
  private static final NameLookup NOBODY = (_, _) -> null;

  private final ScimId id = IDS.resource(7);

  @Test
  void createJoins() {
    UserDecision decision = create(document("ann", true), null, null);
    assertThat(decision.verdict().status()).isEqualTo(201);
    assertThat(types(decision)).containsExactly(Type.JOINED);
    assertThat(decision.after().version()).isEqualTo(1);
    assertThat(decision.after().events()).isEqualTo(1);
  }

  @Test
  void createOfTakenNameIsRefused() {
    UserDecision decision = create(document("ann", true), ann(), null);
    assertThat(decision.verdict().status()).isEqualTo(409);
    assertThat(decision.after()).isNull();
  }

  @Test
  void createOfPendingPersonBringsThemBack() {
    Member pending = delete(ann(), Duration.ofDays(3)).after();
    UserDecision decision = create(document("ann", false), null, pending);
    assertThat(decision.verdict().operation()).isEqualTo(Operation.USER_RESTORE);
    assertThat(decision.after().id()).isEqualTo(pending.id());
    assertThat(decision.after().generation()).isEqualTo(pending.generation());
    assertThat(types(decision)).containsExactly(Type.REMOVAL_CANCELLED, Type.UPDATED);
    assertThat(decision.facts()).extracting(fact -> fact.state().version()).containsExactly(3L, 4L);
  }

  @Test
  void replaceWithoutActiveKeepsIt() {
    Member blocked = replace(ann(), document("ann", false)).after();
    ObjectNode document = document("ann", true);
    document.remove("active");
    assertThat(replace(blocked, document).verdict().result()).isEqualTo(Result.UNCHANGED);
  }

  @Test
  void blockWithOtherChangeTellsBoth() {
    ObjectNode document = document("ann", false);
    document.put("displayName", "Ann");
    UserDecision decision = replace(ann(), document);
    assertThat(decision.verdict().operation()).isEqualTo(Operation.USER_DEACTIVATE);
    assertThat(types(decision)).containsExactly(Type.BLOCKED, Type.UPDATED);
    assertThat(decision.after().version()).isEqualTo(2);
  }

  @Test
  void deleteWithoutGracePeriodRemovesAtOnce() {
    UserDecision decision = delete(ann(), Duration.ZERO);
    assertThat(types(decision)).containsExactly(Type.REMOVED);
    assertThat(decision.after().removedAt()).isEqualTo(NOW);
    assertThat(decision.after().scimId()).isNull();
  }

  @Test
  void deleteWithGracePeriodSchedulesRemoval() {
    UserDecision decision = delete(ann(), Duration.ofDays(3));
    assertThat(types(decision)).containsExactly(Type.REMOVAL_SCHEDULED);
    assertThat(decision.verdict().dueAt()).isEqualTo(NOW.plus(Duration.ofDays(3)));
    assertThat(decision.after().generation()).isEqualTo(1);
  }

  @Test
  void removalOfAnOlderGenerationOrNotYetDueChangesNothing() {
    Member pending = delete(ann(), Duration.ofDays(3)).after();
    assertThat(due(pending, 0, NOW.plus(Duration.ofDays(4))).after()).isNull();
    assertThat(due(pending, 1, NOW.plus(Duration.ofDays(2))).after()).isNull();
    assertThat(types(due(pending, 1, NOW.plus(Duration.ofDays(3))))).containsExactly(Type.REMOVED);
  }

  @Test
  void anotherVersionIsRefused() {
    var command = new Command.ReplaceUser(document("ann", false), "W/\"9\", \"8\"");
    UserDecision decision = UserDecider.replace(ann(), envelope(command), command, NOBODY, NOW);
    assertThat(decision.verdict().status()).isEqualTo(412);
  }

  @Test
  void unknownPersonIsNotFound() {
    UserDecision decision =
        RemovalDecider.delete(
            null, envelope(new Command.DeleteUser(null)), null, AccountPolicy.DEFAULT, NOW);
    assertThat(decision.verdict().status()).isEqualTo(404);
    assertThat(decision.verdict().error().detail()).isEqualTo("User " + id + " not found");
  }

  private Member ann() {
    return create(document("ann", true), null, null).after();
  }

  private UserDecision create(ObjectNode document, Member holder, Member pending) {
    var command = new Command.CreateUser(document);
    return UserDecider.create(
        envelope(command),
        Profile.of(document),
        AccountPolicy.DEFAULT,
        new UserDecider.Matched(holder, pending),
        NOW);
  }

  private UserDecision replace(Member current, ObjectNode document) {
    var command = new Command.ReplaceUser(document, null);
    return UserDecider.replace(current, envelope(command), command, NOBODY, NOW);
  }

  private UserDecision delete(Member current, Duration grace) {
    AccountPolicy policy =
        PolicyWire.read(
            JsonMapper.shared().createObjectNode().put("gracePeriodDays", (int) grace.toDays()));
    return RemovalDecider.delete(
        current, envelope(new Command.DeleteUser(null)), null, policy, NOW);
  }

  private static UserDecision due(Member current, long generation, Instant now) {
    return RemovalDecider.removalDue(
        current, new Command.RemovalDue(current.id(), generation), AccountPolicy.DEFAULT, now);
  }

  private CommandEnvelope envelope(Command command) {
    return new CommandEnvelope(
        IDS.command(), ACCOUNT, id, 0, command, Source.SYSTEM, NOW, null, List.of(), null, null);
  }

  private static ObjectNode document(String name, boolean active) {
    return JsonMapper.shared().createObjectNode().put("userName", name).put("active", active);
  }

  private static List<Type> types(UserDecision decision) {
    return decision.facts().stream().map(UserDecision.Fact::type).toList();
  }
}
