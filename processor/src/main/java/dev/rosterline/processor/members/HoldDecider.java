package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.AccountPolicy.OnDelete;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.processor.verdict.Verdict;
import dev.rosterline.scim.error.ScimError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules about holds: what the brake puts in place of leaving, and what admins do with it. */
public final class HoldDecider {

  private static final int NO_CONTENT = 204;

  private HoldDecider() {}

  /** Whether a decision takes somebody away from their account, so that the brake has a say. */
  public static boolean leaves(UserDecision decision) {
    Verdict verdict = decision.verdict();
    return verdict.result() == Result.APPLIED
        && switch (verdict.operation()) {
          case USER_REMOVE, USER_DEACTIVATE, REMOVAL_DUE -> true;
          default -> false;
        };
  }

  /** The same answer for the identity provider, and the member as they were. */
  public static UserDecision instead(Member before, UserDecision decision, Instant now) {
    Verdict verdict = decision.verdict();
    if (verdict.operation() == Operation.REMOVAL_DUE) {
      return held(before.held(Held.Kind.DUE, now), NO_CONTENT);
    }
    Member after = decision.after();
    if (verdict.status() == NO_CONTENT || after == null) {
      return held(before.held(Held.Kind.DELETE, now), NO_CONTENT);
    }
    Telling told = new Telling(after.heldBlock(before.events(), now));
    told.tell(Type.HELD, List.of("active"));
    decision.facts().stream()
        .filter(fact -> fact.type() == Type.UPDATED)
        .forEach(fact -> told.tell(Type.UPDATED, fact.changed()));
    return UserDecider.applied(Operation.USER_HOLD, verdict.status(), told)
        .changing(verdict.changed())
        .showing(told.member().profile().document());
  }

  private static UserDecision held(Member member, int status) {
    return UserDecider.applied(
        Operation.USER_HOLD, status, new Telling(member).tell(Type.HELD, List.of()));
  }

  /** What was held happens now, by the policy of now; the brake does not count it. */
  public static UserDecision release(
      @Nullable Member current, MemberId id, AccountPolicy policy, Instant now) {
    Held held = current == null ? null : current.held();
    if (current == null || held == null) {
      return nothingHeld(Operation.HOLD_RELEASE, current, id);
    }
    return switch (held.kind()) {
      case BLOCK -> told(current.unheld(), Type.BLOCKED, List.of("active"));
      case DUE -> removed(current, now);
      case DELETE -> deleted(current, policy, now);
    };
  }

  private static UserDecision deleted(Member current, AccountPolicy policy, Instant now) {
    if (policy.onDelete() == OnDelete.DEACTIVATE) {
      return told(current.deactivated(now), Type.BLOCKED, List.of("active"));
    }
    if (policy.grace().isZero()) {
      return removed(current, now);
    }
    Instant due = now.plus(policy.grace());
    return told(current.unlinked(due, now), Type.REMOVAL_SCHEDULED, List.of()).due(due);
  }

  private static UserDecision removed(Member current, Instant now) {
    return UserDecider.applied(Operation.HOLD_RELEASE, NO_CONTENT, Telling.removed(current, now));
  }

  private static UserDecision told(Member member, Type type, List<String> changed) {
    Telling told = new Telling(member).tell(type, changed);
    return UserDecider.applied(Operation.HOLD_RELEASE, NO_CONTENT, told).changing(changed);
  }

  /** It never happens: a block is taken back, who was deleted stays without a SCIM id. */
  public static UserDecision cancel(@Nullable Member current, MemberId id, Instant now) {
    Held held = current == null ? null : current.held();
    if (current == null || held == null) {
      return nothingHeld(Operation.HOLD_CANCEL, current, id);
    }
    Telling told =
        held.kind() == Held.Kind.BLOCK
            ? new Telling(current.unblocked(now)).tell(Type.UPDATED, List.of("active"))
            : new Telling(current.kept(now)).tell(Type.REMOVAL_CANCELLED, List.of());
    return UserDecider.applied(Operation.HOLD_CANCEL, NO_CONTENT, told);
  }

  private static UserDecision nothingHeld(
      Operation operation, @Nullable Member current, MemberId id) {
    if (current == null) {
      ScimError error = ScimError.notFound("There is no member " + id);
      return UserDecision.nothing(Verdict.refused(operation, error, null));
    }
    String name = current.profile().userName();
    ScimError error = ScimError.of(409, "Nothing is held for " + name);
    return UserDecision.nothing(Verdict.refused(operation, error, name).about(current.id(), name));
  }
}
