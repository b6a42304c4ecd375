package dev.rosterline.processor.groups;

import dev.rosterline.contract.ClassEvent;
import dev.rosterline.contract.ClassEvent.Type;
import dev.rosterline.contract.GroupRef;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.processor.groups.Group.Told;
import dev.rosterline.processor.groups.GroupDecision.ClassFact;
import dev.rosterline.processor.verdict.Verdict;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules about classes: on a school account a group is one, under the group's name. */
final class ClassDecider {

  private ClassDecider() {}

  /**
   * The same decision, with what subscribers have to be told so that they know of the class what is
   * true after it.
   */
  static GroupDecision tell(@Nullable Group before, GroupDecision decision, boolean school) {
    Verdict verdict = decision.verdict();
    boolean derived = verdict.operation() == Operation.STANDING_DERIVE;
    if (!derived && decision.after() == null && !decision.deleted()) {
      return decision;
    }
    Told told = before == null ? Told.NOTHING : before.told();
    Group group = after(before, decision);
    String name = school && group != null ? group.displayName() : null;
    if (Objects.equals(name, told.name())) {
      return decision;
    }
    Group subject = Objects.requireNonNull(group == null ? before : group);
    Told now = new Told(name, told.events() + 1);
    return new GroupDecision(
        derived ? verdict.ending(Result.APPLIED) : verdict,
        group == null ? null : group.telling(now),
        decision.deleted(),
        group == null ? Map.of() : decision.members(),
        fact(subject, told, now));
  }

  /** The group as it is then; null where there is none. */
  private static @Nullable Group after(@Nullable Group before, GroupDecision decision) {
    if (decision.deleted()) {
      return null;
    }
    return decision.after() == null ? before : decision.after();
  }

  private static ClassFact fact(Group group, Told before, Told now) {
    String former = before.name();
    String name = now.name();
    String shown = Objects.requireNonNull(name == null ? former : name);
    Type type = former == null ? Type.CREATED : name == null ? Type.DELETED : Type.RENAMED;
    return new ClassFact(
        type,
        new ClassEvent.Subject(group.account(), new GroupRef(group.id(), shown), now.events()),
        type == Type.RENAMED ? former : null);
  }
}
