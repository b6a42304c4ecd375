package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.AccountPolicy.OnDelete;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.processor.verdict.Precondition;
import dev.rosterline.processor.verdict.Verdict;
import dev.rosterline.scim.error.ScimError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules about leaving: DELETE as the policy means it, the grace period, and second thoughts.
 */
public final class RemovalDecider {

  private static final int NO_CONTENT = 204;
  private static final int CONFLICT = 409;

  private RemovalDecider() {}

  public static UserDecision delete(
      @Nullable Member current,
      CommandEnvelope envelope,
      @Nullable String ifMatch,
      AccountPolicy policy,
      Instant now) {
    if (current == null) {
      return UserDecider.notFound(Operation.USER_REMOVE, envelope);
    }
    if (!policy.provisioning()) {
      Verdict refused = UserDecider.provisioningOff(Operation.USER_REMOVE, "removed");
      return UserDecision.nothing(refused.about(current.id(), current.profile().userName()));
    }
    if (!Precondition.holds(ifMatch, current.version())) {
      return UserDecider.versionMismatch(current, Operation.USER_REMOVE);
    }
    if (policy.onDelete() == OnDelete.DEACTIVATE) {
      return deactivate(current, now);
    }
    return policy.grace().isZero() ? remove(current, now) : schedule(current, policy, now);
  }

  /** Blocked and kept; whoever creates them anew has them back. */
  private static UserDecision deactivate(Member current, Instant now) {
    Telling told = new Telling(current.deactivated(now));
    if (current.mayActInTurn()) {
      told.tell(Type.BLOCKED, List.of("active"));
    } else {
      told.tell(Type.UPDATED, List.of("id"));
    }
    return UserDecider.applied(Operation.USER_DEACTIVATE, NO_CONTENT, told)
        .changing(current.mayActInTurn() ? List.of("active") : List.of());
  }

  private static UserDecision remove(Member current, Instant now) {
    Telling told = Telling.removed(current, now);
    return UserDecider.applied(Operation.USER_REMOVE, NO_CONTENT, told);
  }

  private static UserDecision schedule(Member current, AccountPolicy policy, Instant now) {
    Instant due = now.plus(policy.grace());
    Telling told = new Telling(current.unlinked(due, now)).tell(Type.REMOVAL_SCHEDULED, List.of());
    return UserDecider.applied(Operation.USER_REMOVE, NO_CONTENT, told).due(due);
  }

  /**
   * Settles cancel against due: only the removal that was meant, and only when its time is up by
   * the grace period of today. A date that is not today's is moved.
   */
  public static UserDecision removalDue(
      @Nullable Member current, Command.RemovalDue command, AccountPolicy policy, Instant now) {
    Instant stored = current == null ? null : current.removalDueAt();
    if (current == null || stored == null || current.generation() != command.generation()) {
      return unchanged(current);
    }
    Instant due = due(current, stored, policy);
    if (!due.isAfter(now)) {
      Telling told = Telling.removed(current, now);
      return UserDecider.applied(Operation.REMOVAL_DUE, NO_CONTENT, told);
    }
    if (due.equals(stored)) {
      return unchanged(current);
    }
    Telling told = new Telling(current.moved(due)).tell(Type.REMOVAL_SCHEDULED, List.of());
    return UserDecider.applied(Operation.REMOVAL_MOVE, NO_CONTENT, told).due(due);
  }

  /** The date as it was set, unless the account has changed its mind about grace since. */
  private static Instant due(Member current, Instant stored, AccountPolicy policy) {
    return policy.graceChangedAt() == null ? stored : current.modified().plus(policy.grace());
  }

  private static UserDecision unchanged(@Nullable Member current) {
    Verdict verdict = Verdict.of(Operation.REMOVAL_DUE, Result.UNCHANGED, NO_CONTENT);
    return UserDecision.nothing(
        current == null ? verdict : verdict.about(current.id(), current.profile().userName()));
  }

  /** The member stays, with groups and roles; their SCIM id is gone for good (RFC 7644, 3.6). */
  public static UserDecision cancel(
      @Nullable Member current, Command.CancelRemoval command, Instant now) {
    if (current == null) {
      ScimError error = ScimError.notFound("There is no member " + command.member());
      return UserDecision.nothing(Verdict.refused(Operation.REMOVAL_CANCEL, error, null));
    }
    String name = current.profile().userName();
    if (!current.pending()) {
      ScimError error = ScimError.of(CONFLICT, "No removal is pending for " + name);
      Verdict verdict = Verdict.refused(Operation.REMOVAL_CANCEL, error, name);
      return UserDecision.nothing(verdict.about(current.id(), name));
    }
    return keep(current, now);
  }

  /**
   * Somebody who is gone is a member again, under the same id and name and without groups: those
   * ended, and it is for the identity provider to fill them. Who was created anew stays who they
   * are.
   */
  public static UserDecision undo(
      @Nullable Member current, MemberId id, Members members, Instant now) {
    if (current == null || current.isErased()) {
      ScimError error = ScimError.notFound("There is no member " + id);
      return UserDecision.nothing(Verdict.refused(Operation.REMOVAL_UNDO, error, null));
    }
    String name = current.profile().userName();
    if (current.removedAt() == null) {
      return notUndone(current, name + " is not removed");
    }
    if (members.hasNamesake(current)) {
      return notUndone(current, "Somebody else is a member as " + name);
    }
    Telling told = new Telling(current.restored(now)).tell(Type.JOINED, List.of());
    return UserDecider.applied(Operation.REMOVAL_UNDO, NO_CONTENT, told);
  }

  private static UserDecision notUndone(Member current, String why) {
    String name = current.profile().userName();
    Verdict verdict = Verdict.refused(Operation.REMOVAL_UNDO, ScimError.of(CONFLICT, why), name);
    return UserDecision.nothing(verdict.about(current.id(), name));
  }

  static UserDecision keep(Member current, Instant now) {
    Telling told = new Telling(current.kept(now)).tell(Type.REMOVAL_CANCELLED, List.of());
    return UserDecider.applied(Operation.REMOVAL_CANCEL, NO_CONTENT, told);
  }
}
