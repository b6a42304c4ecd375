package dev.rosterline.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed for one member, for whoever subscribes; a CloudEvent in binary mode. Ordered per
 * member, published only after commit, with the same id on every delivery.
 *
 * @param id {@code partition-offset-n}: where the command stands in the log, and the how-manieth
 *     event of it this is
 * @param version of the member, +1 with each event
 * @param changed names of the attributes that changed
 */
public record MembershipEvent(
    String id,
    Type type,
    Instant at,
    CommandId cause,
    MemberState member,
    List<String> changed,
    @Nullable String traceparent) {

  public MembershipEvent {
    changed = List.copyOf(changed);
  }

  /** Name in {@code ce_type}. */
  public enum Type {
    JOINED("dev.rosterline.member.joined"),
    UPDATED("dev.rosterline.member.updated"),
    BLOCKED("dev.rosterline.member.blocked"),
    UNBLOCKED("dev.rosterline.member.unblocked"),
    REMOVAL_SCHEDULED("dev.rosterline.member.removal-scheduled"),
    REMOVAL_CANCELLED("dev.rosterline.member.removal-cancelled"),
    /** Too many left at once: this one has not, until an admin decides. */
    HELD("dev.rosterline.member.held"),
    REMOVED("dev.rosterline.member.removed");

    private final String wire;

    Type(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }

    public static Type ofWire(String wire) {
      for (Type type : values()) {
        if (type.wire.equals(wire)) {
          return type;
        }
      }
      throw new IllegalArgumentException("no event type is called " + wire);
    }
  }
}
