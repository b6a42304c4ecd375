package dev.rosterline.gateway.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One operation as the activity page shows it. */
record ActivityView(
    String id,
    Instant at,
    String operation,
    String result,
    int status,
    @Nullable String scimType,
    @Nullable String detail,
    String resourceType,
    @Nullable String resourceId,
    @Nullable String memberId,
    @Nullable String subject,
    @Nullable Instant dueAt,
    String tokenName,
    String client,
    List<String> changed,
    List<String> leniencies) {

  private static final Map<String, String> OPERATIONS =
      Map.ofEntries(
          Map.entry("user.create", "Create user"),
          Map.entry("user.update", "Update user"),
          Map.entry("user.deactivate", "Deactivate user"),
          Map.entry("user.reactivate", "Reactivate user"),
          Map.entry("user.remove", "Remove user"),
          Map.entry("user.restore", "Bring user back"),
          Map.entry("removal.due", "End of grace period"),
          Map.entry("removal.cancel", "Cancel removal"),
          Map.entry("removal.undo", "Undo removal"),
          Map.entry("hold.release", "Release hold"),
          Map.entry("hold.cancel", "Cancel hold"),
          Map.entry("person.erase", "Erase personal data"),
          Map.entry("policy.change", "Change policy"),
          Map.entry("standing.derive", "Work out roles and classes"),
          Map.entry("group.create", "Create group"),
          Map.entry("group.update", "Update group"),
          Map.entry("group.members", "Change members"),
          Map.entry("group.delete", "Delete group"),
          Map.entry("request.rejected", "Rejected request"));

  static ActivityView of(JsonNode node) {
    return new ActivityView(
        node.path("id").asString(),
        Instant.parse(node.path("at").asString()),
        node.path("operation").asString(),
        node.path("result").asString(),
        node.path("status").asInt(),
        text(node, "scimType"),
        text(node, "detail"),
        node.path("resourceType").asString(""),
        text(node, "resourceId"),
        text(node, "memberId"),
        text(node, "subject"),
        node.has("dueAt") ? Instant.parse(node.path("dueAt").asString()) : null,
        node.path("source").path("tokenName").asString(""),
        node.path("source").path("client").asString(""),
        texts(node.path("changed")),
        texts(node.path("leniencies")));
  }

  /** In words where there are some. */
  public String title() {
    return OPERATIONS.getOrDefault(operation, operation);
  }

  public boolean isFailed() {
    return status >= 400;
  }

  public boolean isNew() {
    return operation.endsWith(".create") && !isFailed();
  }

  private static @Nullable String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull() ? null : value.asString();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asString()));
    return texts;
  }
}
