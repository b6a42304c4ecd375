package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.processor.verdict.Verdict;
import dev.rosterline.scim.error.ScimError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rule about protected members: nothing takes them away from their account. */
public final class ProtectionDecider {

  private ProtectionDecider() {}

  public static boolean protects(AccountPolicy policy, @Nullable Member member) {
    return member != null && policy.protectedMembers().contains(member.id());
  }

  /**
   * In place of a decision that would block or remove them. A removal from before they were
   * protected is off.
   */
  public static UserDecision instead(Member before, UserDecision decision, Instant now) {
    Operation operation = decision.verdict().operation();
    if (operation == Operation.REMOVAL_DUE) {
      return RemovalDecider.keep(before, now);
    }
    String name = before.profile().userName();
    String detail =
        "\"%s\" is a protected member: an identity provider can neither block nor remove them while"
                .formatted(name)
            + " an admin of the account keeps them protected";
    Verdict refused = Verdict.refused(operation, ScimError.forbidden(detail), name);
    return UserDecision.nothing(refused.about(before.id(), name));
  }
}
