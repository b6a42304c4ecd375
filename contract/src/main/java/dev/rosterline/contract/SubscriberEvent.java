package dev.rosterline.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that subscribers are told, about a member or about a class. */
public sealed interface SubscriberEvent permits MembershipEvent, ClassEvent {

  /** {@code partition-offset-n}; the same on every delivery. */
  String id();

  /** Name in {@code ce_type}. */
  String typeName();

  Instant at();

  CommandId cause();

  @Nullable String traceparent();

  /** Key of its record: what it is about, so that this is in order. */
  String key();

  /** The partition of its record, on each topic that tells of its subject. */
  int partition();
}
