package dev.rosterline.processor.intake;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.AccountPolicy.MatchOn;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.CommandWire;
import dev.rosterline.contract.wire.PolicyWire;
import dev.rosterline.processor.brake.Brakes;
import dev.rosterline.processor.groups.GroupDecision;
import dev.rosterline.processor.groups.Groups;
import dev.rosterline.processor.members.AheadDecider;
import dev.rosterline.processor.members.ErasureDecider;
import dev.rosterline.processor.members.HoldDecider;
import dev.rosterline.processor.members.Member;
import dev.rosterline.processor.members.Members;
import dev.rosterline.processor.members.Profile;
import dev.rosterline.processor.members.ProtectionDecider;
import dev.rosterline.processor.members.RemovalDecider;
import dev.rosterline.processor.members.UserDecider;
import dev.rosterline.processor.members.UserDecision;
import dev.rosterline.processor.policy.Policies;
import dev.rosterline.processor.policy.PolicyDecider;
import dev.rosterline.processor.policy.PolicyDecision;
import dev.rosterline.processor.publishing.Decided;
import dev.rosterline.processor.publishing.Handover;
import dev.rosterline.processor.roles.Derivations;
import dev.rosterline.processor.verdict.Values;
import dev.rosterline.processor.verdict.Verdict;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.schema.ResourceType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides the commands of a batch, one after the other, each on what the one before left. */
final class WorkingState {

  private static final Logger LOG = LoggerFactory.getLogger(WorkingState.class);

  /** A command handed on more often than any history of a person explains. */
  private static final int MOST_HOPS = 4;

  private final Members members;
  private final Groups groups;
  private final Policies policies;
  private final Brakes brakes;
  private final StandingStep standing;
  private final Instant now;

  WorkingState(DirectoryStore.Loaded loaded, Instant now) {
    this.members = loaded.members();
    this.groups = loaded.groups();
    this.policies = loaded.policies();
    this.brakes = loaded.brakes();
    this.standing = new StandingStep(loaded, now);
    this.now = now;
  }

  Members members() {
    return members;
  }

  Groups groups() {
    return groups;
  }

  Brakes brakes() {
    return brakes;
  }

  Policies policies() {
    return policies;
  }

  Derivations derivations() {
    return standing.derivations();
  }

  /** Empty where there is nothing to do ahead of a command. */
  Optional<Decided> decide(Item item) {
    return switch (item) {
      case Item.Poison poison -> Optional.of(park(poison));
      case Item.Readable readable ->
          readable.isUrgent() ? ahead(readable) : Optional.of(decide(readable));
    };
  }

  private Decided decide(Item.Readable item) {
    try {
      return switch (item.envelope().resourceType()) {
        case "Group" -> group(item);
        case "Account" -> account(item);
        default ->
            item.envelope().command() instanceof Command.DeriveStanding derive
                ? standing.derive(item, derive)
                : user(item);
      };
    } catch (ScimException e) {
      Verdict verdict = Verdict.refused(Operations.of(item.envelope().command()), e.error(), null);
      return DecidedFactory.of(item, verdict, List.of(), null, now);
    } catch (RuntimeException e) {
      LOG.error(
          "command={} partition={} offset={} failed, parked on {}; later commands continue",
          item.id(),
          item.partition(),
          item.offset(),
          Topics.COMMANDS_PARKED,
          e);
      var poison = CommandReader.poison(item.source(), item.envelope(), "failed: " + e);
      return withoutEffect(item, DecidedFactory.parked(poison, now));
    }
  }

  private Decided park(Item.Poison poison) {
    LOG.error(
        "command={} partition={} offset={} unusable, parked on {}; later commands continue: {}",
        poison.id(),
        poison.partition(),
        poison.offset(),
        Topics.COMMANDS_PARKED,
        poison.reason());
    return DecidedFactory.parked(poison, now);
  }

  private Decided account(Item.Readable item) {
    CommandEnvelope envelope = item.envelope();
    if (!(envelope.command() instanceof Command.ChangePolicy change)) {
      throw new IllegalArgumentException("not about an account");
    }
    AccountPolicy current = policies.of(envelope.account());
    PolicyDecision decision = PolicyDecider.change(current, change, now);
    AccountPolicy after = decision.after();
    Verdict verdict = decision.verdict();
    if (after != null) {
      policies.apply(envelope.account(), after);
      standing.policyChanged(envelope, verdict.changed());
      verdict =
          verdict.showingValues(
              Values.between(
                  PolicyWire.write(current), PolicyWire.write(after), verdict.changed()));
    }
    return DecidedFactory.of(item, verdict, List.of(), null, now);
  }

  private Decided group(Item.Readable item) {
    AccountPolicy policy = policies.of(item.envelope().account());
    GroupDecision decision =
        groups.decide(
            item.envelope(),
            item.intent(),
            policy.isSchool(),
            scimId -> memberOf(item.envelope(), scimId),
            now);
    return standing.group(item, decision, policy);
  }

  private UUID memberOf(CommandEnvelope envelope, UUID scimId) {
    Member member = members.provisioned(envelope.account(), new ScimId(scimId));
    return member == null ? scimId : member.id().value();
  }

  private Decided user(Item.Readable item) {
    CommandEnvelope envelope = item.envelope();
    Member subject = subject(envelope);
    int owner = subject == null ? envelope.partition() : subject.partition();
    if (owner != item.partition() && envelope.hop() < MOST_HOPS) {
      return forward(item, subject, owner);
    }
    UserDecision decided = leaving(envelope, subject, decidable(envelope, subject));
    UserDecision decision = AheadDecider.settle(subject, envelope.id(), decided);
    apply(decision);
    standing.arrived(envelope, subject, decision.after());
    return DecidedFactory.of(item, valued(subject, decision), decision.facts(), null, now);
  }

  private static Verdict valued(@Nullable Member before, UserDecision decision) {
    Member after = decision.after();
    Verdict verdict = decision.verdict();
    if (after == null || after.isErased()) {
      return verdict;
    }
    return verdict.showingValues(
        Values.of(
            ResourceType.USER,
            before == null ? null : before.profile().document(),
            after.profile().document(),
            verdict.changed()));
  }

  private void apply(UserDecision decision) {
    Member after = decision.after();
    if (after != null) {
      members.apply(after);
    }
  }

  private UserDecision decidable(CommandEnvelope envelope, @Nullable Member subject) {
    try {
      return decide(envelope, subject);
    } catch (ScimException e) {
      return UserDecision.nothing(
          Verdict.refused(Operations.of(envelope.command()), e.error(), null));
    }
  }

  /** Whatever stands against it is for the command itself, in its turn, to find. */
  private Optional<Decided> ahead(Item.Readable item) {
    CommandEnvelope envelope = item.envelope();
    Member subject = members.provisioned(envelope.account(), envelope.resource());
    AccountPolicy policy = policies.of(envelope.account());
    try {
      if (subject == null
          || subject.partition() != item.partition()
          || !AheadDecider.isUrgent(subject, envelope, policy)
          || ProtectionDecider.protects(policy, subject)
          || !brakes.admits(envelope.account(), policy, now)) {
        return Optional.empty();
      }
    } catch (RuntimeException e) {
      LOG.warn("command={} cannot be done ahead, it waits its turn: {}", item.id(), e.toString());
      return Optional.empty();
    }
    UserDecision decision = AheadDecider.block(subject, envelope.id());
    apply(decision);
    return Optional.of(DecidedFactory.of(item, decision.verdict(), decision.facts(), null, now));
  }

  /** A command that changes nothing may still end what was done ahead of it. */
  Decided withoutEffect(Item item, Decided decided) {
    standing.settle(item);
    if (!(item instanceof Item.Readable readable)
        || !readable.envelope().resourceType().equals("User")) {
      return decided;
    }
    CommandEnvelope envelope = readable.envelope();
    Member subject = members.provisioned(envelope.account(), envelope.resource());
    Verdict verdict = Verdict.of(Operations.of(envelope.command()), Result.UNCHANGED, 200);
    UserDecision end = AheadDecider.settle(subject, envelope.id(), UserDecision.nothing(verdict));
    apply(end);
    return decided.telling(DecidedFactory.events(readable, end.facts(), now));
  }

  /** Who is about to leave may be protected, or one too many. */
  private UserDecision leaving(
      CommandEnvelope envelope, @Nullable Member subject, UserDecision decision) {
    if (subject == null || decision.after() == null) {
      return decision;
    }
    AccountPolicy policy = policies.of(envelope.account());
    if (ProtectionDecider.protects(policy, subject)
        && ProtectionDecider.touches(subject, decision)) {
      return ProtectionDecider.instead(subject, decision, now);
    }
    if (!HoldDecider.leaves(decision)) {
      return decision;
    }
    boolean counted = envelope.id().equals(subject.ahead());
    return counted || brakes.admits(envelope.account(), policy, now)
        ? decision
        : HoldDecider.instead(subject, decision, now);
  }

  /** Whose row the command is about; null where it makes one, or means nobody. */
  private @Nullable Member subject(CommandEnvelope envelope) {
    return switch (envelope.command()) {
      case Command.CreateUser create -> returning(envelope, create);
      case Command.RemovalDue due -> members.member(envelope.account(), due.member());
      case Command.CancelRemoval cancel -> members.member(envelope.account(), cancel.member());
      case Command.ReleaseHold release -> members.member(envelope.account(), release.member());
      case Command.CancelHold cancel -> members.member(envelope.account(), cancel.member());
      case Command.RestoreMember restore -> members.member(envelope.account(), restore.member());
      case Command.ErasePerson erase -> members.member(envelope.account(), erase.member());
      default -> members.provisioned(envelope.account(), envelope.resource());
    };
  }

  private @Nullable Member returning(CommandEnvelope envelope, Command.CreateUser create) {
    MatchOn matchOn = policies.of(envelope.account()).matchOn();
    Profile wanted = Profile.of(create.document());
    return members.holder(envelope.account(), wanted, matchOn) == null
        ? members.returning(envelope.account(), wanted, matchOn)
        : null;
  }

  private UserDecision decide(CommandEnvelope envelope, @Nullable Member subject) {
    AccountPolicy policy = policies.of(envelope.account());
    return switch (envelope.command()) {
      case Command.CreateUser create -> {
        Profile wanted = Profile.of(create.document());
        Member holder = members.holder(envelope.account(), wanted, policy.matchOn());
        var matched = new UserDecider.Matched(holder, subject);
        yield UserDecider.create(envelope, wanted, policy, matched, now);
      }
      case Command.ReplaceUser put -> UserDecider.replace(subject, envelope, put, members, now);
      case Command.PatchUser patch -> UserDecider.patch(subject, envelope, patch, members, now);
      case Command.DeleteUser delete ->
          RemovalDecider.delete(subject, envelope, delete.ifMatch(), policy, now);
      case Command.RemovalDue due -> RemovalDecider.removalDue(subject, due, policy, now);
      case Command.CancelRemoval cancel -> RemovalDecider.cancel(subject, cancel, now);
      case Command.ReleaseHold release ->
          HoldDecider.release(subject, release.member(), policy, now);
      case Command.CancelHold cancel -> HoldDecider.cancel(subject, cancel.member(), now);
      case Command.RestoreMember restore ->
          RemovalDecider.undo(subject, restore.member(), members, now);
      case Command.ErasePerson erase -> ErasureDecider.erase(subject, erase.member());
      case Command.CreateGroup _,
          Command.ReplaceGroup _,
          Command.PatchGroup _,
          Command.DeleteGroup _,
          Command.DeriveStanding _,
          Command.DeriveClass _,
          Command.ChangePolicy _ ->
          throw new IllegalArgumentException("not about a user");
    };
  }

  private Decided forward(Item.Readable item, @Nullable Member subject, int owner) {
    CommandEnvelope envelope = item.envelope();
    UUID keyId = subject == null ? envelope.resource().value() : subject.id().value();
    Handover.Forward forward =
        new Handover.Forward(
            owner,
            Topics.resourceKey(envelope.account(), "User", new ScimId(keyId)),
            new String(CommandWire.write(envelope.forwarded()), StandardCharsets.UTF_8));
    Verdict verdict = Verdict.of(Operations.of(envelope.command()), Result.FORWARDED, 202);
    Verdict told =
        subject == null
            ? verdict
            : verdict.about(new MemberId(subject.id().value()), subject.profile().userName());
    return DecidedFactory.of(item, told, List.of(), forward, now);
  }
}
