package dev.rosterline.processor.members;

import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.contract.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one command means for one member. */
public sealed interface MemberDecision {

  /**
   * Something changed.
   *
   * @param member afterwards
   * @param events one for each kind of change, in order; never empty
   * @param changed names of the attributes that changed
   */
  record Changed(
      Outcome.Operation operation,
      int status,
      Member member,
      List<MembershipEvent.Type> events,
      List<String> changed)
      implements MemberDecision {

    public Changed {
      events = List.copyOf(events);
      changed = List.copyOf(changed);
    }
  }

  /** All was right already. */
  record Unchanged(Outcome.Operation operation, int status, @Nullable Member member)
      implements MemberDecision {}

  record Refused(
      Outcome.Operation operation,
      int status,
      @Nullable String scimType,
      String detail,
      @Nullable Member member)
      implements MemberDecision {}

  /** Another partition owns the member this is about. */
  record Elsewhere(Outcome.Operation operation, Member member) implements MemberDecision {}
}
