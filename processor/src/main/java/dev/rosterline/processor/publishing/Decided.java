package dev.rosterline.processor.publishing;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ReplyAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was committed for one record of the command log, and is now to be told.
 *
 * @param outcome null only for a record that was never a command
 * @param reply null where nobody waits
 * @param forward the command for the partition that owns the member, and that partition
 * @param parked the record itself, where it could not be processed
 */
public record Decided(
    int partition,
    long offset,
    @Nullable Outcome outcome,
    List<MembershipEvent> events,
    @Nullable Reply reply,
    @Nullable ReplyAddress replyTo,
    @Nullable Forward forward,
    @Nullable Parked parked) {

  public Decided {
    events = List.copyOf(events);
  }

  /** A command on its way to the partition that owns the member. */
  public record Forward(CommandEnvelope command, int partition) {}

  /**
   * A record that could not be processed.
   *
   * @param why for the operator who looks at the parked topic
   */
  public record Parked(byte @Nullable [] key, byte @Nullable [] value, String why) {}
}
