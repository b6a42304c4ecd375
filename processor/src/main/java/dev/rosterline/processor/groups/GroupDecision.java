package dev.rosterline.processor.groups;

import dev.rosterline.processor.verdict.Verdict;
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

  static GroupDecision nothing(Verdict verdict) {
    return new GroupDecision(verdict, null, false, Map.of());
  }
}
