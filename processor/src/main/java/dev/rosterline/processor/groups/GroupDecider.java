package dev.rosterline.processor.groups;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.processor.verdict.Precondition;
import dev.rosterline.processor.verdict.Verdict;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.patch.Changes;
import dev.rosterline.scim.patch.PatchApplier;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The rules about groups: what a command means, given what there is. */
public final class GroupDecider {

  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final String MEMBERS = "members";

  private GroupDecider() {}

  public static GroupDecision create(
      CommandEnvelope envelope,
      ObjectNode document,
      Map<UUID, Boolean> members,
      Predicate<String> taken,
      Instant now) {
    Group group = Group.created(envelope.account(), envelope.resource(), document, now);
    if (taken.test(group.displayKey())) {
      return GroupDecision.nothing(nameTaken(Operation.GROUP_CREATE, group.displayName()));
    }
    Verdict verdict = described(Verdict.of(Operation.GROUP_CREATE, Result.APPLIED, CREATED), group);
    return new GroupDecision(verdict, group, false, members);
  }

  /**
   * A PUT or PATCH.
   *
   * @param status of success
   */
  public static GroupDecision change(
      Group current,
      GroupIntent intent,
      Map<UUID, Boolean> members,
      Predicate<String> taken,
      int status,
      Instant now) {
    ObjectNode document = document(current, intent);
    List<String> changed =
        new ArrayList<>(Changes.between(ResourceType.GROUP, current.document(), document));
    Operation operation =
        changed.isEmpty() && !intent.steps().isEmpty()
            ? Operation.GROUP_MEMBERS
            : Operation.GROUP_UPDATE;
    if (!members.isEmpty()) {
      changed.add(MEMBERS);
    }
    if (changed.isEmpty()) {
      Operation asked = intent.document() == null ? operation : Operation.GROUP_UPDATE;
      return GroupDecision.nothing(described(Verdict.of(asked, Result.UNCHANGED, status), current));
    }
    Group after = current.next(document, now);
    if (!after.displayKey().equals(current.displayKey()) && taken.test(after.displayKey())) {
      return GroupDecision.nothing(nameTaken(operation, after.displayName()));
    }
    Verdict verdict = described(Verdict.of(operation, Result.APPLIED, status), after);
    return new GroupDecision(verdict.changing(changed), after, false, members);
  }

  /** Null where it holds; a refusal where the group is unknown or another version is meant. */
  public static @Nullable GroupDecision refusal(
      @Nullable Group current,
      CommandEnvelope envelope,
      @Nullable String ifMatch,
      Operation operation) {
    if (current == null) {
      ScimError error = ScimError.notFound("Group " + envelope.resource() + " not found");
      return GroupDecision.nothing(Verdict.refused(operation, error, null));
    }
    if (Precondition.holds(ifMatch, current.version())) {
      return null;
    }
    ScimError error =
        ScimError.preconditionFailed(
            "The group has changed; its version is W/\"" + current.version() + "\"");
    return GroupDecision.nothing(Verdict.refused(operation, error, current.displayName()));
  }

  public static GroupDecision delete(Group current) {
    Verdict verdict =
        Verdict.of(Operation.GROUP_DELETE, Result.APPLIED, NO_CONTENT)
            .about(null, current.displayName());
    return new GroupDecision(verdict, null, true, Map.of());
  }

  /** Nothing about the group itself; what is told of it as a class may differ. */
  static GroupDecision derive(@Nullable Group current) {
    Verdict verdict = Verdict.of(Operation.STANDING_DERIVE, Result.UNCHANGED, NO_CONTENT);
    return GroupDecision.nothing(
        current == null ? verdict : verdict.about(null, current.displayName()));
  }

  public static Verdict nameTaken(Operation operation, @Nullable String displayName) {
    String detail = "A group with displayName \"" + displayName + "\" exists already";
    return Verdict.refused(operation, ScimError.conflict(detail), displayName);
  }

  static int statusOf(GroupIntent intent) {
    return intent.document() == null ? NO_CONTENT : OK;
  }

  private static ObjectNode document(Group current, GroupIntent intent) {
    ObjectNode whole = intent.document();
    if (whole != null) {
      return whole;
    }
    var patch = intent.attributes();
    return patch == null
        ? current.document()
        : PatchApplier.apply(ResourceType.GROUP, current.document(), patch).document();
  }

  private static Verdict described(Verdict verdict, Group group) {
    return verdict
        .about(null, group.displayName())
        .at(group.version(), group.created(), group.modified());
  }
}
