package dev.rosterline.processor.groups;

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
 */
public record GroupDecision(
    Verdict verdict, @Nullable Group after, boolean deleted, Map<UUID, Boolean> members) {

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
    return new GroupDecision(verdict.showingValues(values), after, deleted, members);
  }

  static GroupDecision nothing(Verdict verdict) {
    return new GroupDecision(verdict, null, false, Map.of());
  }
}
