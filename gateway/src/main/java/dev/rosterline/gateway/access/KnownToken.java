package dev.rosterline.gateway.access;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token row and the policy of its account, as far as a request needs it. */
record KnownToken(
    UUID id,
    AccountId account,
    String name,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    AccountPolicy policy) {

  boolean isLive(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }
}
