package dev.rosterline.processor.members;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.processor.verdict.Precondition;
import dev.rosterline.processor.verdict.Verdict;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.patch.Changes;
import dev.rosterline.scim.patch.Patch;
import dev.rosterline.scim.patch.PatchApplier;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The rules about people: what a command means, given what there is. */
public final class UserDecider {

  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  private UserDecider() {}

  /**
   * @param holder who is provisioned under the wanted userName
   * @param pending whose removal is pending under that name, and who thereby returns
   */
  public static UserDecision create(
      CommandEnvelope envelope,
      Profile wanted,
      @Nullable Member holder,
      @Nullable Member pending,
      Instant now) {
    if (holder != null) {
      return UserDecision.nothing(nameTaken(Operation.USER_CREATE, wanted.userName()));
    }
    if (pending != null) {
      return restore(envelope, wanted, pending, now);
    }
    Member member =
        new Member(
            envelope.account(),
            new MemberId(envelope.resource().value()),
            envelope.resource(),
            wanted,
            1,
            0,
            now,
            now,
            null,
            0,
            null);
    Telling told = new Telling(member).tell(Type.JOINED, List.of());
    return applied(Operation.USER_CREATE, CREATED, told);
  }

  private static UserDecision restore(
      CommandEnvelope envelope, Profile wanted, Member pending, Instant now) {
    List<String> changed = changes(pending.profile(), wanted);
    Member linked = pending.linked(envelope.resource(), now).with(wanted, now);
    Telling told = new Telling(linked).tell(Type.REMOVAL_CANCELLED, List.of());
    if (!changed.isEmpty()) {
      told.tell(Type.UPDATED, changed);
    }
    return applied(Operation.USER_RESTORE, CREATED, told).changing(changed);
  }

  public static UserDecision replace(
      @Nullable Member current,
      CommandEnvelope envelope,
      Command.ReplaceUser command,
      NameLookup names,
      Instant now) {
    if (current == null) {
      return notFound(Operation.USER_UPDATE, envelope);
    }
    if (!Precondition.holds(command.ifMatch(), current.version())) {
      return versionMismatch(current);
    }
    ObjectNode document = command.document();
    if (!document.has("active")) {
      document = document.deepCopy();
      document.put("active", current.profile().active());
    }
    return change(current, Profile.of(document), names, now);
  }

  public static UserDecision patch(
      @Nullable Member current,
      CommandEnvelope envelope,
      Command.PatchUser command,
      NameLookup names,
      Instant now) {
    if (current == null) {
      return notFound(Operation.USER_UPDATE, envelope);
    }
    if (!Precondition.holds(command.ifMatch(), current.version())) {
      return versionMismatch(current);
    }
    Patch patch = Patch.fromJson(ResourceType.USER, command.patch());
    ObjectNode document =
        PatchApplier.apply(ResourceType.USER, current.profile().document(), patch).document();
    return change(current, Profile.of(document), names, now);
  }

  private static UserDecision change(
      Member current, Profile wanted, NameLookup names, Instant now) {
    List<String> changed = changes(current.profile(), wanted);
    if (changed.isEmpty()) {
      return UserDecision.nothing(
          described(Verdict.of(Operation.USER_UPDATE, Result.UNCHANGED, OK), current)
              .showing(current.profile().document()));
    }
    if (!wanted.userNameKey().equals(current.profile().userNameKey())
        && names.holder(current.account(), wanted.userNameKey()) != null) {
      return UserDecision.nothing(nameTaken(Operation.USER_UPDATE, wanted.userName()));
    }
    Telling told = new Telling(current.with(wanted, now));
    Operation operation = tellChange(told, current.profile().active(), wanted.active(), changed);
    return applied(operation, OK, told).changing(changed).showing(wanted.document());
  }

  private static Operation tellChange(
      Telling told, boolean before, boolean after, List<String> changed) {
    List<String> others = changed.stream().filter(name -> !name.equals("active")).toList();
    if (before != after) {
      told.tell(after ? Type.UNBLOCKED : Type.BLOCKED, List.of("active"));
    }
    if (!others.isEmpty() || before == after) {
      told.tell(Type.UPDATED, others.isEmpty() ? changed : others);
    }
    if (before == after) {
      return Operation.USER_UPDATE;
    }
    return after ? Operation.USER_REACTIVATE : Operation.USER_DEACTIVATE;
  }

  public static UserDecision delete(
      @Nullable Member current,
      CommandEnvelope envelope,
      @Nullable String ifMatch,
      Duration grace,
      Instant now) {
    if (current == null) {
      return notFound(Operation.USER_REMOVE, envelope);
    }
    if (!Precondition.holds(ifMatch, current.version())) {
      return versionMismatch(current, Operation.USER_REMOVE);
    }
    if (grace.isZero() || grace.isNegative()) {
      Telling told = new Telling(current.removed(now)).tell(Type.REMOVED, List.of());
      return applied(Operation.USER_REMOVE, NO_CONTENT, told);
    }
    Instant due = now.plus(grace);
    Telling told = new Telling(current.unlinked(due, now)).tell(Type.REMOVAL_SCHEDULED, List.of());
    return applied(Operation.USER_REMOVE, NO_CONTENT, told).due(due);
  }

  /** Settles cancel against due: only the removal that was meant, and only when its time is up. */
  public static UserDecision removalDue(
      @Nullable Member current, Command.RemovalDue command, Instant now) {
    Instant due = current == null ? null : current.removalDueAt();
    if (current == null
        || due == null
        || current.generation() != command.generation()
        || due.isAfter(now)) {
      Verdict verdict = Verdict.of(Operation.REMOVAL_DUE, Result.UNCHANGED, NO_CONTENT);
      return UserDecision.nothing(
          current == null ? verdict : verdict.about(current.id(), current.profile().userName()));
    }
    Telling told = new Telling(current.removed(now)).tell(Type.REMOVED, List.of());
    return applied(Operation.REMOVAL_DUE, NO_CONTENT, told);
  }

  /** For the name that the database, and it alone, knows to be taken. */
  public static Verdict nameTaken(Operation operation, @Nullable String userName) {
    String detail = "A user with userName \"" + userName + "\" exists already";
    return Verdict.refused(operation, ScimError.conflict(detail), userName);
  }

  private static List<String> changes(Profile before, Profile after) {
    return Changes.between(ResourceType.USER, before.document(), after.document());
  }

  private static UserDecision notFound(Operation operation, CommandEnvelope envelope) {
    ScimError error = ScimError.notFound("User " + envelope.resource() + " not found");
    return UserDecision.nothing(Verdict.refused(operation, error, null));
  }

  private static UserDecision versionMismatch(Member current) {
    return versionMismatch(current, Operation.USER_UPDATE);
  }

  private static UserDecision versionMismatch(Member current, Operation operation) {
    ScimError error =
        ScimError.preconditionFailed(
            "The user has changed; its version is W/\"" + current.version() + "\"");
    Verdict verdict = Verdict.refused(operation, error, null);
    return UserDecision.nothing(verdict.about(current.id(), current.profile().userName()));
  }

  private static UserDecision applied(Operation operation, int status, Telling told) {
    Verdict verdict = described(Verdict.of(operation, Result.APPLIED, status), told.member());
    return new UserDecision(verdict, told.member(), told.facts(), null);
  }

  private static Verdict described(Verdict verdict, Member member) {
    return verdict
        .about(member.id(), member.profile().userName())
        .at(member.version(), member.created(), member.modified());
  }
}
