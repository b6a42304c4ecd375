package dev.rosterline.processor.members;

import dev.rosterline.contract.MembershipEvent;
import java.util.ArrayList;
import java.util.List;

/** A person and what is told about them, each event counted. */
final class Telling {

  private Member member;
  private final List<UserDecision.Fact> facts = new ArrayList<>(2);

  Telling(Member member) {
    this.member = member;
  }

  Telling tell(MembershipEvent.Type type, List<String> changed) {
    member = member.afterEvent();
    facts.add(new UserDecision.Fact(type, member.state(), changed));
    return this;
  }

  Member member() {
    return member;
  }

  List<UserDecision.Fact> facts() {
    return facts;
  }
}
