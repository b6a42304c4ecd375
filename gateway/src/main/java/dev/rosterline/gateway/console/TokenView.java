package dev.rosterline.gateway.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A token in the list; the token itself is shown once, when it is made.
 *
 * @param state live, expired or revoked
 */
record TokenView(
    String id,
    String name,
    String prefix,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable String lastClient,
    String state) {

  static TokenView of(ObjectNode node, Instant now) {
    Instant expires = Instant.parse(node.path("expiresAt").asString());
    String state = node.has("revokedAt") ? "revoked" : expires.isAfter(now) ? "live" : "expired";
    return new TokenView(
        node.path("id").asString(),
        node.path("name").asString(),
        node.path("prefix").asString(),
        Instant.parse(node.path("createdAt").asString()),
        expires,
        node.has("lastUsedAt") ? Instant.parse(node.path("lastUsedAt").asString()) : null,
        node.has("lastClient") ? node.path("lastClient").asString() : null,
        state);
  }

  public boolean isLive() {
    return state.equals("live");
  }
}
