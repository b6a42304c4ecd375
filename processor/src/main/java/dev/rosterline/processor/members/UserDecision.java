package dev.rosterline.processor.members;

import dev.rosterline.contract.MemberState;
import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.processor.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a command does to a person.
 *
 * @param after null where nothing changes
 * @param facts to be told, in order
 * @param forwardTo partition that owns the person, where that is another one
 */
public record UserDecision(
    Verdict verdict, @Nullable Member after, List<Fact> facts, @Nullable Integer forwardTo) {

  /** A membership event that has no id yet. */
  public record Fact(
      MembershipEvent.Type type,
      MemberState state,
      List<String> changed,
      MembershipEvent.@Nullable About about) {}

  public static UserDecision forwarded(Verdict verdict, int partition) {
    return new UserDecision(verdict, null, List.of(), partition);
  }

  UserDecision changing(List<String> attributes) {
    return new UserDecision(verdict.changing(attributes), after, facts, forwardTo);
  }

  UserDecision showing(ObjectNode document) {
    return new UserDecision(verdict.showing(document), after, facts, forwardTo);
  }

  UserDecision due(Instant at) {
    return new UserDecision(verdict.due(at), after, facts, forwardTo);
  }

  public static UserDecision nothing(Verdict verdict) {
    return new UserDecision(verdict, null, List.of(), null);
  }
}
