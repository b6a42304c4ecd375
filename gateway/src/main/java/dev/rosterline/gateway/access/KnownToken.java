package dev.rosterline.gateway.access;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.scim.schema.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token row, the policy and the schemas of its account, as far as a request needs them. */
record KnownToken(
    UUID id,
    AccountId account,
    String name,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    Scopes scopes,
    AccountPolicy policy,
    List<Schema> extensions) {

  boolean isLive(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }
}
