package dev.rosterline.gateway.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A token in the list; the token itself is shown once, when it is made.
 *
 * @param state live, expired or revoked
 * @param replaced whether a newer live one has the same name: this one is to be revoked when it has
 *     fallen silent
 * @param scopes what it may do
 */
record TokenView(
    String id,
    String name,
    String prefix,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable String lastClient,
    String state,
    boolean replaced,
    List<String> scopes) {

  /**
   * @param rows the newest first
   */
  static List<TokenView> all(List<ObjectNode> rows, Instant now) {
    Set<String> newer = new HashSet<>();
    List<TokenView> views = new ArrayList<>();
    for (ObjectNode row : rows) {
      TokenView view = of(row, now, newer.contains(row.path("name").asString()));
      if (view.isLive()) {
        newer.add(view.name());
      }
      views.add(view);
    }
    return views;
  }

  private static TokenView of(ObjectNode node, Instant now, boolean newer) {
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
        state,
        newer && state.equals("live"),
        node.path("scopes").valueStream().map(JsonNode::asString).toList());
  }

  public boolean changesUsers() {
    return scopes.contains("users:rw");
  }

  public boolean changesGroups() {
    return scopes.contains("groups:rw");
  }

  public boolean isLive() {
    return state.equals("live");
  }
}
