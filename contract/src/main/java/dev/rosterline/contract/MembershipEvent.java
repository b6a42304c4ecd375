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
 * @param changed names of the attributes that changed
 * @param about the role or class of an event of that kind, else null
 */
public record MembershipEvent(
    String id,
    Type type,
    Instant at,
    CommandId cause,
    MemberState member,
    List<String> changed,
    @Nullable String traceparent,
    @Nullable About about)
    implements SubscriberEvent {

  /** What an event about what a member has by their groups is about. */
  public sealed interface About permits RoleGrant, GroupRef {}

  public MembershipEvent {
    changed = List.copyOf(changed);
  }

  public MembershipEvent(
      String id,
      Type type,
      Instant at,
      CommandId cause,
      MemberState member,
      List<String> changed,
      @Nullable String traceparent) {
    this(id, type, at, cause, member, changed, traceparent, null);
  }

  @Override
  public String typeName() {
    return type.wire();
  }

  @Override
  public String key() {
    return Topics.memberKey(member.account(), member.member());
  }

  @Override
  public int partition() {
    return Slot.partition(Slot.ofId(member.member().value()), Topics.PARTITIONS);
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
    REMOVED("dev.rosterline.member.removed"),
    /** Again where they have the role already and now teach by it, or no longer do. */
    ROLE_GAINED("dev.rosterline.role.gained"),
    ROLE_LOST("dev.rosterline.role.lost"),
    CLASS_JOINED("dev.rosterline.class.joined"),
    CLASS_LEFT("dev.rosterline.class.left");

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
