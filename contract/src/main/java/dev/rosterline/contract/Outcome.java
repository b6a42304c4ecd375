package dev.rosterline.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one operation, as the activity log and the waiting gateway need it. Every request
 * has exactly one, refused ones too.
 *
 * @param operation what it was in the admin's words, {@link Operation}
 * @param status HTTP status of the SCIM answer
 * @param scimType SCIM error keyword of a refusal (RFC 7644, 3.12), null where there is none
 * @param detail sentence for a person, null on success
 * @param resource null for a request that was rejected before it had one
 * @param member the person it affected, null for groups and rejections
 * @param subject userName or displayName it was about, null where the request did not tell
 * @param version of the resource afterwards; 0 where there is none
 * @param changed names of the attributes that changed
 * @param dueAt when a scheduled removal is due
 * @param evidence values, events and the request, for whoever asks why
 */
public record Outcome(
    CommandId command,
    AccountId account,
    Operation operation,
    Result result,
    int status,
    @Nullable String scimType,
    @Nullable String detail,
    String resourceType,
    @Nullable ScimId resource,
    @Nullable MemberId member,
    @Nullable String subject,
    long version,
    List<String> changed,
    @Nullable Instant dueAt,
    Source source,
    List<String> leniencies,
    Instant receivedAt,
    Instant decidedAt,
    Evidence evidence) {

  public Outcome {
    changed = List.copyOf(changed);
    leniencies = List.copyOf(leniencies);
  }

  public Outcome with(Evidence newEvidence) {
    return new Outcome(
        command,
        account,
        operation,
        result,
        status,
        scimType,
        detail,
        resourceType,
        resource,
        member,
        subject,
        version,
        changed,
        dueAt,
        source,
        leniencies,
        receivedAt,
        decidedAt,
        newEvidence);
  }

  /** What was asked, in the words of the activity log. */
  public enum Operation {
    USER_CREATE("user.create"),
    USER_UPDATE("user.update"),
    USER_DEACTIVATE("user.deactivate"),
    USER_REACTIVATE("user.reactivate"),
    /**
     * DELETE by the identity provider: removed at once, or scheduled where the outcome has a due
     * date.
     */
    USER_REMOVE("user.remove"),
    /** A create that brought back a member whose removal was pending. */
    USER_RESTORE("user.restore"),
    /** The grace period was over. */
    REMOVAL_DUE("removal.due"),
    /** The grace period has changed, and with it the date of a pending removal. */
    REMOVAL_MOVE("removal.move"),
    /** An admin took a pending removal back. */
    REMOVAL_CANCEL("removal.cancel"),
    /** An admin brought back somebody who was removed already. */
    REMOVAL_UNDO("removal.undo"),
    /** The brake holds a deactivation or removal; the identity provider sees what it asked for. */
    USER_HOLD("user.hold"),
    HOLD_RELEASE("hold.release"),
    HOLD_CANCEL("hold.cancel"),
    /** An admin had the personal data of a former member erased. */
    PERSON_ERASE("person.erase"),
    GROUP_CREATE("group.create"),
    GROUP_UPDATE("group.update"),
    GROUP_MEMBERS("group.members"),
    GROUP_DELETE("group.delete"),
    POLICY_CHANGE("policy.change"),
    /**
     * What members have by their groups was looked at again; part of what caused it, so it is no
     * activity of its own.
     */
    STANDING_DERIVE("standing.derive"),
    /** Refused by the gateway before it became a command: malformed, too large, too many. */
    REQUEST_REJECTED("request.rejected");

    private final String wire;

    Operation(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }

    public static Operation ofWire(String wire) {
      for (Operation operation : values()) {
        if (operation.wire.equals(wire)) {
          return operation;
        }
      }
      throw new IllegalArgumentException("no operation is called " + wire);
    }
  }

  /** How it ended. */
  public enum Result {
    APPLIED,
    /** Right already: nothing was written, version and events stay. */
    UNCHANGED,
    REFUSED,
    /** Could not be processed at all; kept on {@link Topics#COMMANDS_PARKED}. */
    PARKED,
    /** Handed to the partition that owns the member; another outcome follows. */
    FORWARDED;

    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Result ofWire(String wire) {
      return valueOf(wire.toUpperCase(java.util.Locale.ROOT));
    }
  }
}
