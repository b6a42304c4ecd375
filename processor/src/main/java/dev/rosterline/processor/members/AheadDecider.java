package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.AccountPolicy.OnDelete;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.processor.verdict.Verdict;
import dev.rosterline.scim.patch.Patch;
import dev.rosterline.scim.patch.PatchApplier;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules about blocks ahead of a backlog. A command that blocks somebody and waits its turn is
 * marked on the member, who may not sign in from then on; when its turn comes the mark goes, and
 * what the command did counts. Commands before it in the log change what they change, but nobody is
 * let in while the mark is there.
 */
public final class AheadDecider {

  private static final int ACCEPTED = 202;

  /** Beyond what clocks of gateways differ by. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private AheadDecider() {}

  /**
   * Whether a waiting command, if it were decided now, would keep a member from signing in who may.
   * One with a precondition would depend on what is before it, so it is never urgent.
   */
  public static boolean isUrgent(Member current, CommandEnvelope envelope, AccountPolicy policy) {
    boolean marked = current.ahead() != null && !envelope.id().equals(current.ahead());
    return (current.mayAct() || marked)
        && switch (envelope.command()) {
          case Command.DeleteUser delete -> delete.ifMatch() == null && endsAccess(policy);
          case Command.ReplaceUser put ->
              put.ifMatch() == null && !put.document().path("active").asBoolean(true);
          case Command.PatchUser patch -> patch.ifMatch() == null && blocks(current, patch);
          default -> false;
        };
  }

  /** With a grace period they keep access, and nothing is urgent. */
  private static boolean endsAccess(AccountPolicy policy) {
    return policy.provisioning()
        && (policy.onDelete() == OnDelete.DEACTIVATE || policy.grace().isZero());
  }

  private static boolean blocks(Member current, Command.PatchUser command) {
    Patch patch = Patch.fromJson(ResourceType.USER, command.patch());
    var patched = PatchApplier.apply(ResourceType.USER, current.profile().document(), patch);
    return !patched.document().path("active").asBoolean(true);
  }

  /** Marked; told only if they could sign in. The outcome comes with the command itself. */
  public static UserDecision block(Member current, CommandId command) {
    Telling told = new Telling(current.blockedAhead(command, current.events()));
    if (current.mayAct()) {
      told.tell(Type.BLOCKED, List.of("active"));
    }
    Verdict verdict =
        Verdict.of(Operation.USER_DEACTIVATE, Result.FORWARDED, ACCEPTED)
            .about(current.id(), current.profile().userName());
    return new UserDecision(verdict, told.member(), told.facts(), null);
  }

  /** What a command did to somebody who is blocked ahead of it, or of a later one. */
  public static UserDecision settle(
      @Nullable Member before, CommandId command, UserDecision decision) {
    CommandId ahead = before == null ? null : before.ahead();
    if (before == null || ahead == null) {
      return decision;
    }
    Member changed = decision.after();
    Member after = changed == null ? before : changed;
    if (!isOver(before, after, ahead, command)) {
      return changed == null ? decision : retold(before, after, ahead, decision);
    }
    return retold(before, after, null, decision);
  }

  /**
   * Decided itself, or can no longer be: the SCIM id it is about is gone, or a command was reached
   * that is so much younger that it must stand behind it in the log.
   */
  private static boolean isOver(Member before, Member after, CommandId ahead, CommandId command) {
    return command.equals(ahead)
        || !Objects.equals(before.scimId(), after.scimId())
        || Ids.instantOf(command.value()).isAfter(Ids.instantOf(ahead.value()).plus(CLOCKS));
  }

  private static UserDecision retold(
      Member before, Member after, @Nullable CommandId ahead, UserDecision decision) {
    Telling told = new Telling(after.blockedAhead(ahead, before.events()));
    boolean gone = after.removedAt() != null;
    if (told.member().mayAct() && !gone) {
      told.tell(Type.UNBLOCKED, List.of("active"));
    }
    decision.facts().stream()
        .filter(fact -> fact.type() != Type.BLOCKED && fact.type() != Type.UNBLOCKED)
        .forEach(fact -> told.tell(fact.type(), fact.changed(), fact.about()));
    if (told.facts().isEmpty() && !Objects.equals(before.scimId(), after.scimId())) {
      told.tell(Type.UPDATED, List.of("id"));
    }
    return new UserDecision(decision.verdict(), told.member(), told.facts(), decision.forwardTo());
  }
}
