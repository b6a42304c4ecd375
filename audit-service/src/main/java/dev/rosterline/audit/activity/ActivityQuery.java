package dev.rosterline.audit.activity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for in an account's activity, newest first.
 *
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
    int limit,
    @Nullable Cursor after) {}
