package dev.rosterline.processor.members;

import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.processor.roles.Grants;
import dev.rosterline.processor.verdict.Verdict;

/** What other roles and classes mean for a member: events, and nothing that SCIM shows. */
public final class StandingDecider {

  private static final int NO_CONTENT = 204;

  private StandingDecider() {}

  /** Nobody who was removed has anything; another reason for the same is stored and not told. */
  public static UserDecision derive(Member current, Grants wanted) {
    if (current.removedAt() != null || wanted.equals(current.grants())) {
      return UserDecision.nothing(
          Verdict.of(Operation.STANDING_DERIVE, Result.UNCHANGED, NO_CONTENT));
    }
    Telling told = new Telling(current.granted(wanted)).tellChanges(current.grants(), wanted);
    Verdict verdict = Verdict.of(Operation.STANDING_DERIVE, Result.APPLIED, NO_CONTENT);
    return new UserDecision(verdict, told.member(), told.facts(), null);
  }
}
