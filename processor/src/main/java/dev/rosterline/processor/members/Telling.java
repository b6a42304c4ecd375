package dev.rosterline.processor.members;

import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.contract.RoleGrant;
import dev.rosterline.processor.roles.Grants;
import dev.rosterline.processor.roles.RoleDecider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person and what is told about them, each event counted. */
final class Telling {

  private Member member;
  private final List<UserDecision.Fact> facts = new ArrayList<>(2);

  Telling(Member member) {
    this.member = member;
  }

  /** Removed, and with that without what they had by their groups. */
  static Telling removed(Member before, Instant now) {
    return new Telling(before.removed(now))
        .tellChanges(before.grants(), Grants.NONE)
        .tell(MembershipEvent.Type.REMOVED, List.of());
  }

  Telling tell(MembershipEvent.Type type, List<String> changed) {
    return tell(type, changed, null);
  }

  Telling tell(
      MembershipEvent.Type type, List<String> changed, MembershipEvent.@Nullable About about) {
    member = member.afterEvent();
    facts.add(new UserDecision.Fact(type, member.state(), changed, about));
    return this;
  }

  Telling tellChanges(Grants before, Grants after) {
    for (RoleDecider.Change change : RoleDecider.changes(before, after)) {
      String what = change.about() instanceof RoleGrant ? "roles" : "classes";
      tell(change.type(), List.of(what), change.about());
    }
    return this;
  }

  Member member() {
    return member;
  }

  List<UserDecision.Fact> facts() {
    return facts;
  }
}
