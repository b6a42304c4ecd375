package dev.rosterline.audit.integrity;

import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.wire.EvidenceWire;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of activity as PostgreSQL keeps it: times to the microsecond, text without NUL, lists
 * joined.
 *
 * @param at when the operation was asked for; from the command id, so that a redelivery meets its
 *     own key
 * @param changed names of attributes, joined by commas
 * @param leniencies their names, joined by commas
 * @param evidence JSON, null where there is none
 */
public record ActivityRow(
    Instant at,
    UUID command,
    UUID account,
    String operation,
    String result,
    int status,
    @Nullable String scimType,
    @Nullable String detail,
    String resourceType,
    @Nullable UUID resource,
    @Nullable UUID member,
    @Nullable String subject,
    String changed,
    @Nullable Instant dueAt,
    @Nullable UUID token,
    String tokenName,
    String client,
    String leniencies,
    Instant decidedAt,
    @Nullable String evidence) {

  public static ActivityRow of(Outcome outcome) {
    var resource = outcome.resource();
    var member = outcome.member();
    Instant dueAt = outcome.dueAt();
    return new ActivityRow(
        Ids.instantOf(outcome.command().value()),
        outcome.command().value(),
        outcome.account().value(),
        outcome.operation().wire(),
        outcome.result().wire(),
        outcome.status(),
        outcome.scimType(),
        orNull(outcome.detail()),
        outcome.resourceType(),
        resource == null ? null : resource.value(),
        member == null ? null : member.value(),
        orNull(outcome.subject()),
        storable(String.join(",", outcome.changed())),
        dueAt == null ? null : dueAt.truncatedTo(ChronoUnit.MICROS),
        outcome.source().tokenId(),
        storable(outcome.source().tokenName()),
        storable(outcome.source().client()),
        storable(String.join(",", outcome.leniencies())),
        outcome.decidedAt().truncatedTo(ChronoUnit.MICROS),
        orNull(EvidenceWire.text(outcome)));
  }

  /** Whether it says that what the activity tells of its member is to be erased. */
  public boolean isErasure() {
    return operation.equals(Outcome.Operation.PERSON_ERASE.wire())
        && result.equals(Outcome.Result.APPLIED.wire())
        && member != null;
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null ? null : storable(text);
  }

  /** PostgreSQL's text holds every character but NUL, which a client may send as an escape. */
  private static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
