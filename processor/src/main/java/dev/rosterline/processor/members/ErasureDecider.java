package dev.rosterline.processor.members;

import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import dev.rosterline.processor.verdict.Verdict;
import dev.rosterline.scim.error.ScimError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules about forgetting people. What is said about it names nobody: the outcome outlives the
 * data.
 */
public final class ErasureDecider {

  private static final int NO_CONTENT = 204;
  private static final int CONFLICT = 409;

  private ErasureDecider() {}

  /**
   * Only of who has left: as long as they are a member, or about to leave, their data is in use.
   */
  public static UserDecision erase(@Nullable Member current, MemberId id) {
    if (current == null) {
      ScimError error = ScimError.notFound("There is no person " + id);
      return UserDecision.nothing(Verdict.refused(Operation.PERSON_ERASE, error, null));
    }
    if (current.removedAt() == null) {
      ScimError error =
          ScimError.of(
              CONFLICT,
              current.pending()
                  ? "The removal of this person is pending; their data can be erased when it is done"
                  : "This person is a member of the account; their data can be erased once they are removed");
      return UserDecision.nothing(
          Verdict.refused(Operation.PERSON_ERASE, error, null).about(id, null));
    }
    boolean known = !current.isErased();
    Verdict verdict =
        Verdict.of(Operation.PERSON_ERASE, known ? Result.APPLIED : Result.UNCHANGED, NO_CONTENT)
            .about(id, null);
    return new UserDecision(verdict, known ? current.erased() : null, List.of(), null);
  }
}
