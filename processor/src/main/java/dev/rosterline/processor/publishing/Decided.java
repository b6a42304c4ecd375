package dev.rosterline.processor.publishing;

import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ReplyAddress;
import dev.rosterline.contract.SubscriberEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command after its decision: a row of the outcome table and all that is published of it.
 *
 * @param place the {@link Place} of its record
 * @param known false where the record could not be read, so that no account is known to tell
 * @param outcomeJson the outcome as it is stored and published
 * @param handover null where it was decided here
 * @param reply null where nobody waits
 */
public record Decided(
    int place,
    long offset,
    int hop,
    boolean known,
    Outcome outcome,
    byte[] outcomeJson,
    List<SubscriberEvent> events,
    @Nullable Handover handover,
    @Nullable ReplyAddress replyTo,
    @Nullable Reply reply,
    @Nullable String traceparent) {

  public Decided {
    events = List.copyOf(events);
  }

  /** The same with events: what ends with a command that has no effect of its own. */
  public Decided telling(List<SubscriberEvent> others) {
    return new Decided(
        place,
        offset,
        hop,
        known,
        outcome,
        outcomeJson,
        others,
        handover,
        replyTo,
        reply,
        traceparent);
  }

  public Decided replying(Reply newReply) {
    return new Decided(
        place,
        offset,
        hop,
        known,
        outcome,
        outcomeJson,
        events,
        handover,
        replyTo,
        newReply,
        traceparent);
  }
}
