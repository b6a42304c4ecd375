package dev.rosterline.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member as downstream systems see them: the value on the compacted topic and the data of every
 * membership event.
 *
 * @param scimId null while nobody provisions them (removal pending)
 * @param version events of this member so far; strictly +1 with each event
 * @param removalDueAt null unless their removal is pending
 * @param removed true only in the data of the events of their removal; the compacted topic carries
 *     a tombstone instead
 * @param standing what they have by their groups
 */
public record MemberState(
    AccountId account,
    MemberId member,
    @Nullable ScimId scimId,
    String userName,
    @Nullable String externalId,
    @Nullable String displayName,
    @Nullable String email,
    boolean active,
    @Nullable Instant removalDueAt,
    boolean removed,
    long version,
    Standing standing) {}
