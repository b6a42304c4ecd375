package dev.rosterline.processor.groups;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.ScimId;
import dev.rosterline.processor.database.Sql;
import dev.rosterline.processor.members.Versions;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.patch.Changes;
import dev.rosterline.scim.patch.GroupPatch;
import dev.rosterline.scim.patch.MembershipChange;
import dev.rosterline.scim.patch.Patch;
import dev.rosterline.scim.patch.PatchApplier;
import dev.rosterline.scim.patch.PatchResult;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies commands about groups, one after another. Whether a membership changed is for the database to say: the list of a
 * group of 100,000 is never loaded.
 */
public final class Groups {

  private final Sql sql;
  private final Instant now;

  public Groups(Sql sql, Instant now) {
    this.sql = sql;
    this.now = now;
  }

  /** Decides one command about a group. */
  public GroupDecision apply(CommandEnvelope envelope) {
    return switch (envelope.command()) {
      case Command.CreateGroup create -> create(envelope.account(), envelope.resource(), create);
      case Command.ReplaceGroup replace -> replace(envelope.account(), envelope.resource(), replace);
      case Command.PatchGroup patch -> patch(envelope.account(), envelope.resource(), patch);
      case Command.DeleteGroup delete -> delete(envelope.account(), envelope.resource(), delete);
      case Command.CreateUser _,
          Command.ReplaceUser _,
          Command.PatchUser _,
          Command.DeleteUser _,
          Command.RemovalDue _ ->
          throw new IllegalArgumentException(envelope.command().type() + " is not about a group");
    };
  }

  /** The refusal of a command whose name was taken while it was decided. */
  public static GroupDecision nameTaken() {
    return GroupDecision.refused(
        Operation.GROUP_UPDATE, ScimError.conflict("displayName is in use by another group of this account"), null);
  }

  private GroupDecision create(AccountId account, ScimId id, Command.CreateGroup command) {
    Group group = new Group(account, id, withoutMembers(command.document()), 1, now, now);
    if (!GroupStore.insert(sql, group)) {
      return nameTaken(Operation.GROUP_CREATE, group);
    }
    List<UUID> members = members(command.document());
    if (!members.isEmpty()) {
      GroupStore.add(sql, group, members);
    }
    return GroupDecision.applied(Operation.GROUP_CREATE, 201, group, List.of());
  }

  private GroupDecision replace(AccountId account, ScimId id, Command.ReplaceGroup command) {
    Optional<Group> found = GroupStore.find(sql, account, id);
    GroupDecision refusal = refusal(Operation.GROUP_UPDATE, id, found, command.ifMatch());
    if (refusal != null) {
      return refusal;
    }
    Group group = found.orElseThrow();
    ObjectNode document = withoutMembers(command.document());
    if (isTaken(group, document)) {
      return nameTaken(Operation.GROUP_UPDATE, group.with(document, now));
    }
    List<UUID> members = members(command.document());
    long moved = GroupStore.keepOnly(sql, group, members) + GroupStore.add(sql, group, members);
    List<String> changed = Changes.between(ResourceType.GROUP, group.document(), document);
    return written(group, document, changed, moved, 200);
  }

  private GroupDecision patch(AccountId account, ScimId id, Command.PatchGroup command) {
    Optional<Group> found = GroupStore.find(sql, account, id);
    GroupDecision refusal = refusal(Operation.GROUP_UPDATE, id, found, command.ifMatch());
    if (refusal != null) {
      return refusal;
    }
    Group group = found.orElseThrow();
    try {
      GroupPatch patch = GroupPatch.split(Patch.fromJson(ResourceType.GROUP, command.patch()));
      PatchResult attributes = PatchApplier.apply(ResourceType.GROUP, group.document(), patch.attributes());
      if (isTaken(group, attributes.document())) {
        return nameTaken(Operation.GROUP_UPDATE, group.with(attributes.document(), now));
      }
      long moved = 0;
      for (MembershipChange change : patch.membership()) {
        moved += apply(group, change);
      }
      return written(group, attributes.document(), attributes.changedAttributes(), moved, 204);
    } catch (ScimException refused) {
      return GroupDecision.refused(Operation.GROUP_UPDATE, refused.error(), group.displayName());
    }
  }

  private GroupDecision delete(AccountId account, ScimId id, Command.DeleteGroup command) {
    Optional<Group> found = GroupStore.find(sql, account, id);
    GroupDecision refusal = refusal(Operation.GROUP_DELETE, id, found, command.ifMatch());
    if (refusal != null) {
      return refusal;
    }
    GroupStore.delete(sql, found.orElseThrow());
    return GroupDecision.applied(Operation.GROUP_DELETE, 204, found.orElseThrow(), List.of());
  }

  private long apply(Group group, MembershipChange change) {
    return switch (change) {
      case MembershipChange.Add add -> GroupStore.add(sql, group, ids(add.values()));
      case MembershipChange.Remove remove -> GroupStore.remove(sql, group, ids(remove.values()));
      case MembershipChange.RemoveAll _ -> GroupStore.removeAll(sql, group);
      case MembershipChange.ReplaceAll replace -> {
        List<UUID> ids = ids(replace.values());
        yield GroupStore.keepOnly(sql, group, ids) + GroupStore.add(sql, group, ids);
      }
    };
  }

  private GroupDecision written(
      Group group, ObjectNode document, List<String> attributes, long moved, int status) {
    Operation operation = moved > 0 ? Operation.GROUP_MEMBERS : Operation.GROUP_UPDATE;
    if (attributes.isEmpty() && moved == 0) {
      return GroupDecision.unchanged(operation, status, group);
    }
    Group after = group.with(document, now);
    GroupStore.update(sql, after);
    List<String> changed = new ArrayList<>(attributes);
    if (moved > 0) {
      changed.add("members");
    }
    return GroupDecision.applied(operation, status, after, changed);
  }

  /** Asked before memberships change, so that a refusal has nothing to undo; a race is left to the constraint. */
  private boolean isTaken(Group group, ObjectNode document) {
    Group renamed = group.with(document, now);
    return !renamed.displayName().equals(group.displayName()) && GroupStore.isNameTaken(sql, renamed);
  }

  private static @Nullable GroupDecision refusal(
      Operation operation, ScimId id, Optional<Group> found, @Nullable String ifMatch) {
    if (found.isEmpty()) {
      return GroupDecision.refused(operation, ScimError.notFound("Group " + id + " not found"), null);
    }
    Group group = found.get();
    if (!Versions.matches(ifMatch, group.version())) {
      String detail = "If-Match does not match the current version W/\"" + group.version() + "\"";
      return GroupDecision.refused(operation, ScimError.preconditionFailed(detail), group.displayName());
    }
    return null;
  }

  private static GroupDecision nameTaken(Operation operation, Group group) {
    ScimError error =
        ScimError.conflict("displayName \"" + group.displayName() + "\" is in use by another group of this account");
    return GroupDecision.refused(operation, error, group.displayName());
  }

  private static ObjectNode withoutMembers(ObjectNode document) {
    ObjectNode copy = document.deepCopy();
    copy.remove("members");
    return copy;
  }

  private static List<UUID> members(ObjectNode document) {
    List<String> values = new ArrayList<>();
    for (JsonNode member : document.path("members")) {
      values.add(member.path("value").asString(""));
    }
    return ids(values);
  }

  /** An id that is no UUID can never be one of ours and is left out. */
  private static List<UUID> ids(List<String> values) {
    List<UUID> ids = new ArrayList<>(values.size());
    for (String value : values) {
      try {
        ids.add(UUID.fromString(value));
      } catch (IllegalArgumentException _) {
        continue;
      }
    }
    return ids;
  }
}
