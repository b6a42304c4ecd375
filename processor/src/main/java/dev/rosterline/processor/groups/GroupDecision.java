package dev.rosterline.processor.groups;

import dev.rosterline.contract.ClassEvent;
import dev.rosterline.contract.Evidence.Change;
import dev.rosterline.processor.verdict.Values;
import dev.rosterline.processor.verdict.Verdict;
import dev.rosterline.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a command does to a group.
 *
 * @param after null where nothing changes, or where the group ends
 * @param members who joins (true) and who leaves
 * @param fact what is told of it as a class, null for nothing
 */
public record GroupDecision(
    Verdict verdict,
    @Nullable Group after,
    boolean deleted,
    Map<UUID, Boolean> members,
    @Nullable ClassFact fact) {

  /** An event about a class that has no id yet. */
  public record ClassFact(
      ClassEvent.Type type, ClassEvent.Subject subject, @Nullable String formerName) {}

  GroupDecision(
      Verdict verdict, @Nullable Group after, boolean deleted, Map<UUID, Boolean> members) {
    this(verdict, after, deleted, members, null);
  }

  /** The same with the values that changed, for the activity log. */
  GroupDecision valued(@Nullable Group before) {
    if (after == null) {
      return this;
    }
    List<Change> values =
        new ArrayList<>(
            Values.of(
                ResourceType.GROUP,
                before == null ? null : before.document(),
                after.document(),
                verdict.changed()));
    values.addAll(Values.ofMembers(members));
    return new GroupDecision(verdict.showingValues(values), after, deleted, members, fact);
  }

  static GroupDecision nothing(Verdict verdict) {
    return new GroupDecision(verdict, null, false, Map.of());
  }
}
