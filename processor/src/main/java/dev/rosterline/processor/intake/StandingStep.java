package dev.rosterline.processor.intake;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.Command.DeriveStanding.Due;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.contract.SubscriberEvent;
import dev.rosterline.processor.groups.GroupDecision;
import dev.rosterline.processor.members.Member;
import dev.rosterline.processor.members.Members;
import dev.rosterline.processor.members.StandingDecider;
import dev.rosterline.processor.members.UserDecision;
import dev.rosterline.processor.policy.Policies;
import dev.rosterline.processor.publishing.Decided;
import dev.rosterline.processor.roles.Derivations;
import dev.rosterline.processor.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the commands of a batch mean for roles and classes: whom each concerns, and what those have
 * by their groups who are to be looked at again. Who changes something only notes whom it concerns,
 * in the same transaction; only the owner of a member looks at them, in another.
 */
final class StandingStep {

  private static final int NO_CONTENT = 204;

  /** Settings that decide what groups give. */
  private static final Set<String> SETTINGS = Set.of("mappings", "defaultRole", "accountType");

  private final Members members;
  private final Policies policies;
  private final Derivations derivations;
  private final Instant now;

  StandingStep(DirectoryStore.Loaded loaded, Instant now) {
    this.members = loaded.members();
    this.policies = loaded.policies();
    this.derivations = loaded.derivations();
    this.now = now;
  }

  Derivations derivations() {
    return derivations;
  }

  void policyChanged(CommandEnvelope envelope, List<String> changed) {
    if (!Collections.disjoint(SETTINGS, changed)) {
      derivations.concernAccount(envelope.account(), envelope.id());
    }
  }

  /** Who has come, or come back, may be in groups already, and has the default role. */
  void arrived(CommandEnvelope envelope, @Nullable Member before, @Nullable Member after) {
    boolean arrives =
        after != null
            && after.removedAt() == null
            && (before == null
                || before.removedAt() != null
                || (before.scimId() == null && after.scimId() != null));
    if (arrives && policies.of(envelope.account()).givesStanding()) {
      var id = Objects.requireNonNull(after).id().value();
      derivations.concern(envelope.account(), List.of(id), envelope.id());
    }
  }

  /** What a decision about a group means for its members, and what is told of it as a class. */
  Decided group(Item.Readable item, GroupDecision decision, AccountPolicy policy) {
    CommandEnvelope envelope = item.envelope();
    if (policy.givesStanding()) {
      concern(envelope, decision, policy);
    }
    CommandId cause = envelope.id();
    if (envelope.command() instanceof Command.DeriveClass derive) {
      settle(item);
      cause = derive.cause() == null ? cause : derive.cause();
    }
    GroupDecision.ClassFact fact = decision.fact();
    List<SubscriberEvent> events =
        fact == null ? List.of() : List.of(DecidedFactory.event(item, fact, cause, now));
    return DecidedFactory.telling(item, decision.verdict(), events, null, now);
  }

  private void concern(CommandEnvelope envelope, GroupDecision decision, AccountPolicy policy) {
    derivations.concern(envelope.account(), decision.members().keySet(), envelope.id());
    if (decision.deleted()) {
      derivations.concernEnd(envelope.account(), envelope.resource(), envelope.id());
    }
    boolean renamed = decision.verdict().changed().contains("displayName");
    if (decision.after() != null && renamed && !policy.mappings().isEmpty()) {
      derivations.concernGroup(envelope.account(), envelope.resource(), envelope.id());
    }
  }

  Decided derive(Item.Readable item, Command.DeriveStanding derive) {
    settle(item);
    CommandEnvelope envelope = item.envelope();
    AccountPolicy policy = policies.of(envelope.account());
    List<SubscriberEvent> events = new ArrayList<>();
    boolean applied = false;
    for (Due due : derive.members()) {
      Member current = members.member(envelope.account(), due.member());
      if (current == null) {
        continue;
      }
      UserDecision decision =
          StandingDecider.derive(current, derivations.grants(policy, current.id()));
      Member after = decision.after();
      if (after != null) {
        members.apply(after);
        applied = true;
      }
      CommandId cause = due.cause() == null ? envelope.id() : due.cause();
      DecidedFactory.addEvents(events, item, decision.facts(), cause, now);
    }
    Result result = applied ? Result.APPLIED : Result.UNCHANGED;
    Verdict verdict = Verdict.of(Operation.STANDING_DERIVE, result, NO_CONTENT);
    return DecidedFactory.of(item, verdict, List.of(), null, now).telling(events);
  }

  /** Whatever comes of it, it is not sent again. */
  void settle(Item item) {
    if (!(item instanceof Item.Readable readable)) {
      return;
    }
    switch (readable.envelope().command()) {
      case Command.DeriveStanding derive -> derivations.done(derive.marks());
      case Command.DeriveClass derive -> derivations.done(derive.marks());
      default -> {}
    }
  }
}
