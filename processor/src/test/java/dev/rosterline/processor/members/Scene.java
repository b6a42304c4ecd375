package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.wire.PolicyPresets;
import dev.rosterline.processor.policy.PolicyDecider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An account with a policy, its people in memory, and commands of its identity provider. */
final class Scene {

  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  static final AccountId ACCOUNT = new AccountId(new UUID(1, 1));

  private final Ids ids = new Ids(Clock.systemUTC());
  private final Members members = new Members();
  private AccountPolicy policy = AccountPolicy.DEFAULT;
  private @Nullable Member last;
  private boolean braking;

  static Scene ofPreset(String name) {
    Scene scene = new Scene();
    PolicyPresets.Preset preset = PolicyPresets.find(name).orElseThrow();
    scene.change(new Command.ChangePolicy(preset.settings(), preset.name()));
    return scene;
  }

  AccountPolicy policy() {
    return policy;
  }

  void policy(String changes) {
    change(new Command.ChangePolicy(json(changes), null));
  }

  private void change(Command.ChangePolicy command) {
    policy = Objects.requireNonNull(PolicyDecider.change(policy, command, NOW).after());
  }

  /** Whom the last command that changed anything was about. */
  Member member() {
    return Objects.requireNonNull(last);
  }

  UserDecision create(String userName) {
    return create(user(userName));
  }

  UserDecision create(ObjectNode document) {
    Profile wanted = Profile.of(document);
    var matched =
        new UserDecider.Matched(
            members.holder(ACCOUNT, wanted, policy.matchOn()),
            members.returning(ACCOUNT, wanted, policy.matchOn()));
    return applied(
        UserDecider.create(
            envelope(new Command.CreateUser(document), ids.resource(7)),
            wanted,
            policy,
            matched,
            NOW));
  }

  UserDecision replace(ObjectNode document) {
    var command = new Command.ReplaceUser(document, null);
    return applied(
        UserDecider.replace(linked(), envelope(command, scimId()), command, members, NOW));
  }

  UserDecision delete() {
    var command = new Command.DeleteUser(null);
    return applied(RemovalDecider.delete(linked(), envelope(command, scimId()), null, policy, NOW));
  }

  UserDecision cancel() {
    return applied(RemovalDecider.cancel(member(), new Command.CancelRemoval(member().id()), NOW));
  }

  UserDecision undo(MemberId id) {
    return applied(RemovalDecider.undo(members.member(ACCOUNT, id), id, members, NOW));
  }

  UserDecision due(long generation, Duration later) {
    var command = new Command.RemovalDue(member().id(), generation);
    return applied(RemovalDecider.removalDue(member(), command, policy, NOW.plus(later)));
  }

  /** The same with the brake on. */
  UserDecision braked(Supplier<UserDecision> action) {
    Member before = member();
    braking = true;
    try {
      UserDecision decision = action.get();
      if (!HoldDecider.leaves(decision)) {
        throw new AssertionError("nobody leaves by " + decision);
      }
      return applied(HoldDecider.instead(before, decision, NOW));
    } finally {
      braking = false;
    }
  }

  UserDecision release() {
    return applied(HoldDecider.release(member(), member().id(), policy, NOW));
  }

  UserDecision cancelHold() {
    return applied(HoldDecider.cancel(member(), member().id(), NOW));
  }

  List<Type> types(UserDecision decision) {
    return decision.facts().stream().map(UserDecision.Fact::type).toList();
  }

  static ObjectNode user(String userName) {
    return json(
        "{'userName':'"
            + userName
            + "','active':true,'emails':[{'value':'"
            + userName
            + "@example.com','primary':true}]}");
  }

  static ObjectNode json(String text) {
    return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  private @Nullable Member linked() {
    return members.provisioned(ACCOUNT, scimId());
  }

  private ScimId scimId() {
    return Objects.requireNonNullElse(member().scimId(), new ScimId(member().id().value()));
  }

  private UserDecision applied(UserDecision decision) {
    Member after = decision.after();
    if (after != null && !(braking && HoldDecider.leaves(decision))) {
      members.apply(after);
      last = after;
    }
    return decision;
  }

  private CommandEnvelope envelope(Command command, ScimId resource) {
    return new CommandEnvelope(
        ids.command(),
        ACCOUNT,
        resource,
        0,
        command,
        Source.SYSTEM,
        NOW,
        null,
        List.of(),
        null,
        null);
  }
}
