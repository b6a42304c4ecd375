package dev.rosterline.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command and what is known about it before it is decided.
 *
 * @param resource the SCIM id it is about; allocated by the gateway for a create; the account's id
 *     where it is about the account
 * @param hop 0 as published by the gateway; 1 when a partition handed it to the one that owns the
 *     member
 * @param replyTo null where nobody waits
 * @param leniencies deviations of the client that were tolerated, for the activity log
 * @param traceparent W3C trace context, null where the client sent none
 * @param replayOf the failed command that an admin repeats by this one, else null
 */
public record CommandEnvelope(
    CommandId id,
    AccountId account,
    ScimId resource,
    int hop,
    Command command,
    Source source,
    Instant receivedAt,
    @Nullable ReplyAddress replyTo,
    List<String> leniencies,
    @Nullable String traceparent,
    @Nullable CommandId replayOf) {

  public CommandEnvelope {
    leniencies = List.copyOf(leniencies);
  }

  /** {@code User}, {@code Group} or {@code Account}. */
  public String resourceType() {
    if (command.type().startsWith("account.")) {
      return "Account";
    }
    return command.type().startsWith("group.") ? "Group" : "User";
  }

  public String key() {
    return Topics.resourceKey(account, resourceType(), resource);
  }

  /** The partition this command is published to unless it is handed on. */
  public int partition() {
    return Slot.partition(Slot.ofId(resource.value()), Topics.PARTITIONS);
  }

  public CommandEnvelope forwarded() {
    return new CommandEnvelope(
        id,
        account,
        resource,
        hop + 1,
        command,
        source,
        receivedAt,
        replyTo,
        leniencies,
        traceparent,
        replayOf);
  }
}
