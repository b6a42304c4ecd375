package dev.rosterline.gateway.lookup;

import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.schema.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * The column that holds an attribute beside the document.
 *
 * @param sql of row {@code r}
 * @param key whether it holds the comparison key, not the text
 */
record Column(String sql, boolean key) {

  static @Nullable Column of(ResourceType type, AttributeRef ref) {
    return switch (ref.path()) {
      case "id" ->
          new Column(type == ResourceType.USER ? "r.scim_id::text" : "r.group_id::text", false);
      case "externalId" -> new Column("r.external_id", false);
      case "userName" -> new Column("r.user_name_key", true);
      case "displayName" -> new Column("r.display_key", true);
      case "active" -> new Column("r.active", false);
      case "meta.created" -> new Column(shown("r.created_at"), false);
      case "meta.lastModified" -> new Column(shown("r.modified_at"), false);
      case "meta.resourceType" -> new Column("'" + type.wire() + "'::text", false);
      case "meta.version" -> new Column("('W/\"' || r.version || '\"')", false);
      default -> null;
    };
  }

  /** Clients see milliseconds, and ask for what they have seen. */
  private static String shown(String time) {
    return "date_trunc('milliseconds', " + time + ")";
  }
}
