package dev.rosterline.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a class, which is what a pushed group is on an account of type school; a
 * CloudEvent in binary mode, ordered per class, published only after commit.
 *
 * @param id {@code partition-offset-n}, as of a {@link MembershipEvent}
 * @param version of the class, +1 with each event
 * @param formerName of a class that was renamed, else null
 */
public record ClassEvent(
    String id,
    Type type,
    Instant at,
    CommandId cause,
    Subject subject,
    @Nullable String formerName,
    @Nullable String traceparent)
    implements SubscriberEvent {

  /** The class as it is after the event; as it was, where it is deleted. */
  public record Subject(AccountId account, GroupRef group, long version) {}

  @Override
  public String typeName() {
    return type.wire();
  }

  @Override
  public String key() {
    return Topics.classKey(subject.account(), subject.group().id());
  }

  @Override
  public int partition() {
    return Slot.partition(Slot.ofId(subject.group().id().value()), Topics.PARTITIONS);
  }

  /** Name in {@code ce_type}. */
  public enum Type {
    CREATED("dev.rosterline.class.created"),
    RENAMED("dev.rosterline.class.renamed"),
    /** The group is gone, or the account is no school any more. */
    DELETED("dev.rosterline.class.deleted");

    private final String wire;

    Type(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }

    /** Null where no type of a class has that name. */
    public static @Nullable Type ofWire(String wire) {
      for (Type type : values()) {
        if (type.wire.equals(wire)) {
          return type;
        }
      }
      return null;
    }
  }
}
