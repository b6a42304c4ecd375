package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MemberState;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Slot;
import dev.rosterline.contract.Topics;
import dev.rosterline.processor.roles.Grants;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person in an account: provisioned while they have a SCIM id, else removal pending, kept without
 * one, or removed.
 *
 * @param events how many membership events there were
 * @param modified of a pending removal, when it was asked for
 * @param generation which of their removals is meant
 * @param held what the brake keeps from happening, null where nothing
 * @param ahead the command that blocks them already while it waits its turn, null for none
 * @param grants what they have by their groups, as far as it was told
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
    @Nullable Instant removedAt,
    @Nullable Held held,
    @Nullable CommandId ahead,
    Grants grants) {

  static Member joining(AccountId account, ScimId scimId, Profile profile, Instant now) {
    MemberId id = new MemberId(scimId.value());
    return new Member(
        account, id, scimId, profile, 1, 0, now, now, null, 0, null, null, null, Grants.NONE);
  }

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

  /** Whether they may sign in, whatever SCIM shows. */
  boolean mayAct() {
    return ahead == null && mayActInTurn();
  }

  /** The same by what was decided in turn, whatever is blocked ahead of it. */
  boolean mayActInTurn() {
    return profile.active() || heldBlock();
  }

  private boolean heldBlock() {
    Held now = held;
    return now != null && now.kind() == Held.Kind.BLOCK;
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
        mayAct(),
        removalDueAt,
        removedAt != null,
        events,
        grants.standing());
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
        removedAt,
        held,
        ahead,
        grants);
  }

  /** Whoever is active again is no longer held from being blocked. */
  Member with(Profile newProfile, Instant now) {
    Held still = newProfile.active() ? null : held;
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
        removedAt,
        still,
        ahead,
        grants);
  }

  Member unlinked(Instant dueAt, Instant now) {
    return without(unheldProfile(), dueAt, now, null);
  }

  /** DELETE where the account keeps people: no link, no sign-in, no date. */
  Member deactivated(Instant now) {
    return without(profile.withActive(false), null, now, null);
  }

  /** The removal is off; nobody provisions them still. */
  Member kept(Instant now) {
    return without(unheldProfile(), null, now, null);
  }

  /** A removal that the brake keeps from happening. */
  Member held(Held.Kind kind, Instant now) {
    return without(unheldProfile(), null, now, new Held(kind, now));
  }

  private Member without(
      Profile newProfile, @Nullable Instant dueAt, Instant now, @Nullable Held newHeld) {
    return new Member(
        account,
        id,
        null,
        newProfile,
        version + 1,
        events,
        created,
        now,
        dueAt,
        generation + 1,
        null,
        newHeld,
        ahead,
        grants);
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
        null,
        held,
        ahead,
        grants);
  }

  Member removed(Instant now) {
    return new Member(
        account,
        id,
        null,
        unheldProfile(),
        version + 1,
        events,
        created,
        now,
        null,
        generation,
        now,
        null,
        ahead,
        Grants.NONE);
  }

  /** A member again, as far as that can be said without their identity provider. */
  Member restored(Instant now) {
    return new Member(
        account,
        id,
        null,
        profile,
        version + 1,
        events,
        created,
        now,
        null,
        generation + 1,
        null,
        null,
        null,
        Grants.NONE);
  }

  /** That there was somebody stays, and when; not who. */
  Member erased() {
    return new Member(
        account,
        id,
        null,
        Profile.NOBODY,
        version + 1,
        events,
        created,
        modified,
        null,
        generation,
        removedAt,
        null,
        null,
        Grants.NONE);
  }

  public boolean isErased() {
    return profile.userName().isEmpty();
  }

  Member linked(ScimId newScimId, Instant now) {
    return new Member(
        account,
        id,
        newScimId,
        profile,
        version,
        events,
        created,
        now,
        null,
        generation,
        null,
        null,
        ahead,
        grants);
  }

  /** As after a block, of which nothing was told yet and nothing is true but what SCIM shows. */
  Member heldBlock(long eventsBefore, Instant now) {
    return new Member(
        account,
        id,
        scimId,
        profile,
        version,
        eventsBefore,
        created,
        modified,
        removalDueAt,
        generation,
        removedAt,
        new Held(Held.Kind.BLOCK, now),
        ahead,
        grants);
  }

  /** The same member as of so many events, blocked ahead of that command or no longer. */
  Member blockedAhead(@Nullable CommandId command, long eventsBefore) {
    return new Member(
        account,
        id,
        scimId,
        profile,
        version,
        eventsBefore,
        created,
        modified,
        removalDueAt,
        generation,
        removedAt,
        held,
        command,
        grants);
  }

  /** Has something else by their groups; no attribute of theirs, so their version stays. */
  public Member granted(Grants newGrants) {
    return new Member(
        account,
        id,
        scimId,
        profile,
        version,
        events,
        created,
        modified,
        removalDueAt,
        generation,
        removedAt,
        held,
        ahead,
        newGrants);
  }

  /** What was held from happening is so now; SCIM has shown it all along. */
  Member unheld() {
    return new Member(
        account,
        id,
        scimId,
        profile,
        version,
        events,
        created,
        modified,
        removalDueAt,
        generation,
        removedAt,
        null,
        ahead,
        grants);
  }

  /** A held block that never comes: SCIM shows them active again. */
  Member unblocked(Instant now) {
    return with(profile.withActive(true), now);
  }

  private Profile unheldProfile() {
    return heldBlock() ? profile.withActive(true) : profile;
  }
}
