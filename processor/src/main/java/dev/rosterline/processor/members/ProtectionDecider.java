package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.processor.verdict.Verdict;
import dev.rosterline.scim.error.ScimError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rule about protected members: nothing takes them away from their account, nor their name from
 * them.
 */
public final class ProtectionDecider {

  private ProtectionDecider() {}

  public static boolean protects(AccountPolicy policy, @Nullable Member member) {
    return member != null && policy.protectedMembers().contains(member.id());
  }

  /** Whether a decision blocks, removes or renames somebody; who returns may have a new name. */
  public static boolean touches(Member before, UserDecision decision) {
    Member after = decision.after();
    return HoldDecider.leaves(decision)
        || (after != null
            && before.provisioned()
            && !after.profile().userNameKey().equals(before.profile().userNameKey()));
  }

  /**
   * In place of a decision that would block, remove or rename them. A removal from before they were
   * protected is off.
   */
  public static UserDecision instead(Member before, UserDecision decision, Instant now) {
    Operation operation = decision.verdict().operation();
    if (operation == Operation.REMOVAL_DUE) {
      return RemovalDecider.keep(before, now);
    }
    String name = before.profile().userName();
    String detail =
        "\"%s\" is a protected member: an identity provider can neither block, remove nor rename them while"
                .formatted(name)
            + " an admin of the account keeps them so, on the People page or in the policy";
    Verdict refused = Verdict.refused(operation, ScimError.forbidden(detail), name);
    return UserDecision.nothing(refused.about(before.id(), name));
  }
}
