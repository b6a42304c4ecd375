package dev.rosterline.processor.groups;

import dev.rosterline.contract.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one command about a group.
 *
 * @param version of the group afterwards; 0 where there is none
 * @param created,modified of the group; null where there is none
 */
public record GroupDecision(
    Outcome.Operation operation,
    Outcome.Result result,
    int status,
    @Nullable String scimType,
    @Nullable String detail,
    @Nullable String subject,
    long version,
    @Nullable Instant created,
    @Nullable Instant modified,
    List<String> changed) {

  public GroupDecision {
    changed = List.copyOf(changed);
  }

  static GroupDecision applied(Outcome.Operation operation, int status, Group group, List<String> changed) {
    return new GroupDecision(
        operation,
        Outcome.Result.APPLIED,
        status,
        null,
        null,
        group.displayName(),
        group.version(),
        group.createdAt(),
        group.modifiedAt(),
        changed);
  }

  static GroupDecision unchanged(Outcome.Operation operation, int status, Group group) {
    return new GroupDecision(
        operation,
        Outcome.Result.UNCHANGED,
        status,
        null,
        null,
        group.displayName(),
        group.version(),
        group.createdAt(),
        group.modifiedAt(),
        List.of());
  }

  static GroupDecision refused(
      Outcome.Operation operation, dev.rosterline.scim.error.ScimError error, @Nullable String subject) {
    return new GroupDecision(
        operation,
        Outcome.Result.REFUSED,
        error.status(),
        error.type() == null ? null : error.type().wire(),
        error.detail(),
        subject,
        0,
        null,
        null,
        List.of());
  }
}
