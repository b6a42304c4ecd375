package dev.rosterline.audit.activity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for in an account's activity, newest first.
 *
 * @param result how it ended; {@link #FAILED} for whatever did
 * @param text part of the subject or the detail, in any case
 * @param limit rows of a page at most
 * @param after the last row of the page before
 */
record ActivityQuery(
    UUID account,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String operation,
    @Nullable String result,
    @Nullable String text,
    Who who,
    int limit,
    @Nullable Cursor after) {

  /** Refused or parked. */
  static final String FAILED = "failed";

  /** The same, from another place on. */
  ActivityQuery behind(Cursor cursor) {
    return new ActivityQuery(account, from, to, operation, result, text, who, limit, cursor);
  }

  /** Whether only some kinds of operations are looked for. */
  boolean asksForKinds() {
    return operation != null || result != null || who.client() != null || who.token() != null;
  }

  /**
   * Whom it was about, and who asked.
   *
   * @param resource SCIM id of a user or group
   * @param client the identity provider, as it is shown: {@code Okta}, {@code Entra ID}
   */
  record Who(@Nullable UUID resource, @Nullable String client, @Nullable UUID token) {

    static final Who ANYBODY = new Who(null, null, null);
  }
}
