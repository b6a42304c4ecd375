package dev.rosterline.processor.groups;

import dev.rosterline.contract.Command;
import dev.rosterline.scim.patch.GroupPatch;
import dev.rosterline.scim.patch.MembershipChange;
import dev.rosterline.scim.patch.Patch;
import dev.rosterline.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A group command read once: its attributes apart from its members, these as ids.
 *
 * @param document attributes of a create or PUT, null for a patch
 * @param attributes patch of the attributes, null where there is none
 * @param steps in SCIM ids
 * @param ignored values that can never be one of our ids
 */
public record GroupIntent(
    @Nullable ObjectNode document,
    @Nullable Patch attributes,
    List<RosterStep> steps,
    List<String> ignored) {

  private static final int OURS = 7;

  /** Null for a command that is not about a group, or about its end. */
  public static @Nullable GroupIntent of(Command command) {
    return switch (command) {
      case Command.CreateGroup create -> ofDocument(create.document());
      case Command.ReplaceGroup replace -> ofDocument(replace.document());
      case Command.PatchGroup patch -> ofPatch(patch);
      case Command.DeleteGroup _,
          Command.CreateUser _,
          Command.ReplaceUser _,
          Command.PatchUser _,
          Command.DeleteUser _,
          Command.RemovalDue _,
          Command.CancelRemoval _,
          Command.ReleaseHold _,
          Command.CancelHold _,
          Command.RestoreMember _,
          Command.ErasePerson _,
          Command.DeriveStanding _,
          Command.DeriveClass _,
          Command.ChangePolicy _ ->
          null;
    };
  }

  private static GroupIntent ofDocument(ObjectNode whole) {
    List<String> values = new ArrayList<>();
    for (JsonNode member : whole.path("members")) {
      values.add(member.path("value").asString(""));
    }
    ObjectNode document = whole;
    if (whole.has("members")) {
      document = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
      for (var property : whole.properties()) {
        if (!property.getKey().equals("members")) {
          document.set(property.getKey(), property.getValue());
        }
      }
    }
    List<String> ignored = new ArrayList<>();
    RosterStep step = new RosterStep.Replace(ids(values, ignored));
    return new GroupIntent(document, null, List.of(step), ignored);
  }

  private static GroupIntent ofPatch(Command.PatchGroup command) {
    GroupPatch split = GroupPatch.split(Patch.fromJson(ResourceType.GROUP, command.patch()));
    List<String> ignored = new ArrayList<>();
    List<RosterStep> steps = new ArrayList<>();
    for (MembershipChange change : split.membership()) {
      steps.add(
          switch (change) {
            case MembershipChange.Add add -> new RosterStep.Add(ids(add.values(), ignored));
            case MembershipChange.Remove remove ->
                new RosterStep.Remove(ids(remove.values(), ignored));
            case MembershipChange.RemoveAll _ -> new RosterStep.Replace(List.of());
            case MembershipChange.ReplaceAll replace ->
                new RosterStep.Replace(ids(replace.values(), ignored));
          });
    }
    Patch attributes = split.attributes();
    return new GroupIntent(
        null, attributes.operations().isEmpty() ? null : attributes, steps, ignored);
  }

  private static List<UUID> ids(List<String> values, List<String> ignored) {
    List<UUID> ids = new ArrayList<>(values.size());
    for (String value : values) {
      UUID id = parse(value);
      if (id == null) {
        ignored.add(value);
      } else {
        ids.add(id);
      }
    }
    return ids;
  }

  private static @Nullable UUID parse(String value) {
    if (value.length() != 36) {
      return null;
    }
    try {
      UUID id = UUID.fromString(value);
      return id.version() == OURS ? id : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
