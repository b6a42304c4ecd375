package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.AccountPolicy.MatchOn;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.processor.verdict.Precondition;
import dev.rosterline.processor.verdict.Verdict;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimType;
import dev.rosterline.scim.patch.Changes;
import dev.rosterline.scim.patch.Patch;
import dev.rosterline.scim.patch.PatchApplier;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The rules about people: what a command means, given what there is. */
public final class UserDecider {

  private static final int CREATED = 201;
  private static final int OK = 200;

  private UserDecider() {}

  /**
   * @param matched who is there as the wanted person already
   */
  public static UserDecision create(
      CommandEnvelope envelope,
      Profile wanted,
      AccountPolicy policy,
      Matched matched,
      Instant now) {
    if (!policy.provisioning()) {
      return UserDecision.nothing(
          provisioningOff(Operation.USER_CREATE, "created").about(null, wanted.userName()));
    }
    if (policy.matchOn() == MatchOn.EMAIL && wanted.emailKey() == null) {
      return UserDecision.nothing(emailMissing(wanted));
    }
    Member holder = matched.holder();
    if (holder != null) {
      return UserDecision.nothing(taken(wanted, holder));
    }
    Member returning = matched.returning();
    if (returning != null) {
      return restore(envelope, wanted, returning, now);
    }
    Member member = Member.joining(envelope.account(), envelope.resource(), wanted, now);
    Telling told = new Telling(member).tell(Type.JOINED, List.of());
    return applied(Operation.USER_CREATE, CREATED, told);
  }

  private static UserDecision restore(
      CommandEnvelope envelope, Profile wanted, Member before, Instant now) {
    List<String> changed = changes(before.profile(), wanted);
    Telling told = new Telling(before.linked(envelope.resource(), now).with(wanted, now));
    Held held = before.held();
    if (before.pending() || held != null) {
      told.tell(Type.REMOVAL_CANCELLED, List.of());
    }
    boolean unblocked = !before.profile().active() && wanted.active();
    if (unblocked) {
      told.tell(Type.UNBLOCKED, List.of("active"));
    }
    List<String> others = unblocked ? without(changed, "active") : changed;
    if (!others.isEmpty()) {
      told.tell(Type.UPDATED, others);
    } else if (told.facts().isEmpty()) {
      told.tell(Type.UPDATED, List.of("id"));
    }
    return applied(Operation.USER_RESTORE, CREATED, told).changing(changed);
  }

  private static List<String> without(List<String> names, String name) {
    return names.stream().filter(other -> !other.equals(name)).toList();
  }

  /**
   * @param holder who is provisioned, so that the create is a conflict
   * @param returning whom nobody provisions, and who thereby returns
   */
  public record Matched(@Nullable Member holder, @Nullable Member returning) {}

  private static Verdict taken(Profile wanted, Member holder) {
    if (holder.profile().userNameKey().equals(wanted.userNameKey())) {
      return nameTaken(Operation.USER_CREATE, wanted.userName());
    }
    String detail = "A user with the primary email \"" + wanted.email() + "\" exists already";
    return Verdict.refused(Operation.USER_CREATE, ScimError.conflict(detail), wanted.userName());
  }

  private static Verdict emailMissing(Profile wanted) {
    String detail = "emails is required: this account matches people by their primary email";
    return Verdict.refused(
        Operation.USER_CREATE,
        ScimError.badRequest(ScimType.INVALID_VALUE, detail),
        wanted.userName());
  }

  /** The account's admins keep create and remove to themselves; everything else still flows. */
  static Verdict provisioningOff(Operation operation, String what) {
    String detail =
        "Users cannot be "
            + what
            + " by the identity provider: automatic creation and removal of user accounts is"
            + " switched off for this account";
    return Verdict.refused(operation, ScimError.forbidden(detail), null);
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
    if (!document.has("active") && current.profile().document().has("active")) {
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
    List<String> others = without(changed, "active");
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

  /** For the name that the database, and it alone, knows to be taken. */
  public static Verdict nameTaken(Operation operation, @Nullable String userName) {
    String detail = "A user with userName \"" + userName + "\" exists already";
    return Verdict.refused(operation, ScimError.conflict(detail), userName);
  }

  private static List<String> changes(Profile before, Profile after) {
    return Changes.between(ResourceType.USER, before.document(), after.document());
  }

  static UserDecision notFound(Operation operation, CommandEnvelope envelope) {
    ScimError error = ScimError.notFound("User " + envelope.resource() + " not found");
    return UserDecision.nothing(Verdict.refused(operation, error, null));
  }

  private static UserDecision versionMismatch(Member current) {
    return versionMismatch(current, Operation.USER_UPDATE);
  }

  static UserDecision versionMismatch(Member current, Operation operation) {
    ScimError error =
        ScimError.preconditionFailed(
            "The user has changed; its version is W/\"" + current.version() + "\"");
    Verdict verdict = Verdict.refused(operation, error, null);
    return UserDecision.nothing(verdict.about(current.id(), current.profile().userName()));
  }

  static UserDecision applied(Operation operation, int status, Telling told) {
    Verdict verdict = described(Verdict.of(operation, Result.APPLIED, status), told.member());
    return new UserDecision(verdict, told.member(), told.facts(), null);
  }

  private static Verdict described(Verdict verdict, Member member) {
    return verdict
        .about(member.id(), member.profile().userName())
        .at(member.version(), member.created(), member.modified());
  }
}
