package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.ScimId;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.patch.Changes;
import dev.rosterline.scim.patch.Patch;
import dev.rosterline.scim.patch.PatchApplier;
import dev.rosterline.scim.patch.PatchResult;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The rules of members. Pure: state, command and time in, decision out. */
public final class MemberDecider {

  private MemberDecider() {}

  /**
   * A create of a free name makes a member; one of a name whose removal is pending brings that
   * person back under the new SCIM id.
   *
   * @param named who has the name in this account, provisioned or pending; null if nobody
   * @param partition the one that decides
   */
  public static MemberDecision create(
      AccountId account,
      ScimId id,
      ObjectNode document,
      @Nullable Member named,
      int partition,
      Instant now) {
    if (named == null) {
      Member member =
          new Member(
              account, new MemberId(id.value()), id, document, 1, 0, now, now, null, 0, null);
      return new MemberDecision.Changed(
          Operation.USER_CREATE, 201, member, List.of(Type.JOINED), List.of());
    }
    if (named.scimId() != null) {
      return nameTaken(Operation.USER_CREATE, named.userName(), null);
    }
    if (named.partition() != partition) {
      return new MemberDecision.Elsewhere(Operation.USER_RESTORE, named);
    }
    List<String> changed = Changes.between(ResourceType.USER, named.document(), document);
    List<Type> events = new ArrayList<>(List.of(Type.REMOVAL_CANCELLED));
    events.addAll(events(named.active(), document, changed));
    return new MemberDecision.Changed(
        Operation.USER_RESTORE, 201, named.linked(id, document, now), events, changed);
  }

  /** The member of this command has another owner. */
  public static MemberDecision elsewhere(Command command, Member member) {
    Operation operation = command instanceof Command.DeleteUser ? Operation.USER_REMOVE : Operation.USER_UPDATE;
    return new MemberDecision.Elsewhere(operation, member);
  }

  /** The refusal of a create or rename whose name was taken while it was decided. */
  public static MemberDecision nameTaken(CommandEnvelope envelope) {
    return envelope.command() instanceof Command.CreateUser create
        ? nameTaken(Operation.USER_CREATE, create.document().path("userName").asString(""), null)
        : refused(Operation.USER_UPDATE, ScimError.conflict("userName is in use in this account"), null);
  }

  /** 409 with the name in the detail: IdPs show it to the admin. */
  public static MemberDecision.Refused nameTaken(
      Operation operation, String userName, @Nullable Member member) {
    ScimError error = ScimError.conflict("userName \"" + userName + "\" is in use in this account");
    return refused(operation, error, member);
  }

  public static MemberDecision replace(
      ScimId id, Command.ReplaceUser command, @Nullable Member member, Instant now) {
    if (member == null) {
      return notFound(Operation.USER_UPDATE, id);
    }
    if (!Versions.matches(command.ifMatch(), member.version())) {
      return stale(Operation.USER_UPDATE, member);
    }
    ObjectNode document = command.document();
    if (!document.has("active") && member.document().has("active")) {
      document = document.deepCopy();
      document.set("active", member.document().get("active"));
    }
    return updated(
        member, document, Changes.between(ResourceType.USER, member.document(), document), now);
  }

  public static MemberDecision patch(
      ScimId id, Command.PatchUser command, @Nullable Member member, Instant now) {
    if (member == null) {
      return notFound(Operation.USER_UPDATE, id);
    }
    if (!Versions.matches(command.ifMatch(), member.version())) {
      return stale(Operation.USER_UPDATE, member);
    }
    try {
      Patch patch = Patch.fromJson(ResourceType.USER, command.patch());
      PatchResult result = PatchApplier.apply(ResourceType.USER, member.document(), patch);
      return updated(member, result.document(), result.changedAttributes(), now);
    } catch (ScimException refusal) {
      return refused(Operation.USER_UPDATE, refusal.error(), member);
    }
  }

  /**
   * DELETE: the SCIM resource is gone at once; the member when the grace period is over.
   *
   * @param grace zero removes at once
   */
  public static MemberDecision delete(
      ScimId id, Command.DeleteUser command, @Nullable Member member, Duration grace, Instant now) {
    if (member == null) {
      return notFound(Operation.USER_REMOVE, id);
    }
    if (!Versions.matches(command.ifMatch(), member.version())) {
      return stale(Operation.USER_REMOVE, member);
    }
    return grace.isZero()
        ? new MemberDecision.Changed(
            Operation.USER_REMOVE, 204, member.removed(now), List.of(Type.REMOVED), List.of())
        : new MemberDecision.Changed(
            Operation.USER_REMOVE,
            204,
            member.pending(now.plus(grace), now),
            List.of(Type.REMOVAL_SCHEDULED),
            List.of());
  }

  /** Removes only if that very removal is still pending, and due. */
  public static MemberDecision removalDue(
      Command.RemovalDue command, @Nullable Member member, Instant now) {
    Instant dueAt = member == null ? null : member.removalDueAt();
    if (member == null
        || dueAt == null
        || member.removalGeneration() != command.generation()
        || dueAt.isAfter(now)) {
      return new MemberDecision.Unchanged(Operation.REMOVAL_DUE, 204, member);
    }
    return new MemberDecision.Changed(
        Operation.REMOVAL_DUE, 204, member.removed(now), List.of(Type.REMOVED), List.of());
  }

  private static MemberDecision updated(
      Member member, ObjectNode document, List<String> changed, Instant now) {
    if (changed.isEmpty()) {
      return new MemberDecision.Unchanged(Operation.USER_UPDATE, 200, member);
    }
    List<Type> events = events(member.active(), document, changed);
    Operation operation =
        events.contains(Type.BLOCKED)
            ? Operation.USER_DEACTIVATE
            : events.contains(Type.UNBLOCKED) ? Operation.USER_REACTIVATE : Operation.USER_UPDATE;
    return new MemberDecision.Changed(
        operation, 200, member.withDocument(document, now), events, changed);
  }

  private static List<Type> events(boolean wasActive, ObjectNode document, List<String> changed) {
    List<Type> events = new ArrayList<>();
    boolean active = document.path("active").asBoolean(true);
    if (changed.stream().anyMatch(attribute -> !attribute.equals("active"))) {
      events.add(Type.UPDATED);
    }
    if (wasActive != active) {
      events.add(active ? Type.UNBLOCKED : Type.BLOCKED);
    } else if (events.isEmpty() && !changed.isEmpty()) {
      events.add(Type.UPDATED);
    }
    return events;
  }

  private static MemberDecision notFound(Operation operation, ScimId id) {
    return refused(operation, ScimError.notFound("User " + id + " not found"), null);
  }

  private static MemberDecision stale(Operation operation, Member member) {
    String detail = "If-Match does not match the current version W/\"" + member.version() + "\"";
    return refused(operation, ScimError.preconditionFailed(detail), member);
  }

  private static MemberDecision.Refused refused(
      Operation operation, ScimError error, @Nullable Member member) {
    String type = error.type() == null ? null : error.type().wire();
    return new MemberDecision.Refused(operation, error.status(), type, error.detail(), member);
  }
}
