package dev.rosterline.acceptance.ledger;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request as its client knows it.
 *
 * @param marker a displayName that no other request sets; a DELETE carries none
 * @param scimId null where the client never learned it
 */
record Operation(
    int number,
    String userName,
    Kind kind,
    String marker,
    @Nullable String scimId,
    Result result,
    int status) {

  enum Kind {
    CREATE,
    /** A create of a name that is taken. */
    DUPLICATE,
    PATCH,
    DEACTIVATE,
    DELETE
  }

  /** What the client was told, in Jepsen's three values. */
  enum Result {
    OK,
    /** Refused: must have no effect. */
    FAIL,
    /** 5xx, timeout, reset: may have happened, once at most. */
    INFO;

    static Result of(int status) {
      if (status >= 200 && status < 300) {
        return OK;
      }
      return status >= 400 && status < 500 ? FAIL : INFO;
    }
  }

  static String marker(int number) {
    return String.format(Locale.ROOT, "op-%06d", number);
  }
}
