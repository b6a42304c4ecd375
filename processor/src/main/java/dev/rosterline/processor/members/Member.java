package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MemberState;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Slot;
import dev.rosterline.contract.Topics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person in an account: provisioned while they have a SCIM id, else removal pending or removed.
 *
 * @param events how many membership events there were
 * @param generation which of their removals is meant
 */
public record Member(
    AccountId account,
    MemberId id,
    @Nullable ScimId scimId,
    Profile profile,
    long version,
    long events,
    Instant created,
    Instant modified,
    @Nullable Instant removalDueAt,
    long generation,
    @Nullable Instant removedAt) {

  /** The partition that alone decides about this person. */
  public int partition() {
    return Slot.partition(Slot.ofId(id.value()), Topics.PARTITIONS);
  }

  boolean provisioned() {
    return scimId != null;
  }

  boolean pending() {
    return removalDueAt != null;
  }

  /** A member whom nobody provisions: removal pending, or kept without. */
  boolean unlinked() {
    return scimId == null && removedAt == null;
  }

  MemberState state() {
    return new MemberState(
        account,
        id,
        scimId,
        profile.userName(),
        profile.externalId(),
        profile.displayName(),
        profile.email(),
        profile.active(),
        removalDueAt,
        removedAt != null,
        events);
  }

  Member afterEvent() {
    return new Member(
        account,
        id,
        scimId,
        profile,
        version,
        events + 1,
        created,
        modified,
        removalDueAt,
        generation,
        removedAt);
  }

  Member with(Profile newProfile, Instant now) {
    return new Member(
        account,
        id,
        scimId,
        newProfile,
        version + 1,
        events,
        created,
        now,
        removalDueAt,
        generation,
        removedAt);
  }

  Member unlinked(Instant dueAt, Instant now) {
    return new Member(
        account, id, null, profile, version + 1, events, created, now, dueAt, generation + 1, null);
  }

  /** DELETE where the account keeps people: no link, no sign-in, no date. */
  Member deactivated(Instant now) {
    return new Member(
        account,
        id,
        null,
        profile.blocked(),
        version + 1,
        events,
        created,
        now,
        null,
        generation + 1,
        null);
  }

  /** Another date for the same removal; what was sent for the old one no longer counts. */
  Member moved(Instant dueAt) {
    return new Member(
        account,
        id,
        null,
        profile,
        version,
        events,
        created,
        modified,
        dueAt,
        generation + 1,
        null);
  }

  /** The removal is off; nobody provisions them still. */
  Member kept(Instant now) {
    return new Member(
        account, id, null, profile, version + 1, events, created, now, null, generation + 1, null);
  }

  Member removed(Instant now) {
    return new Member(
        account, id, null, profile, version + 1, events, created, now, null, generation, now);
  }

  Member linked(ScimId newScimId, Instant now) {
    return new Member(
        account, id, newScimId, profile, version, events, created, now, null, generation, null);
  }
}
