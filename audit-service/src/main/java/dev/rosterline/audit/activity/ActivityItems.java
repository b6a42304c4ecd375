package dev.rosterline.audit.activity;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows of the log as they are answered. */
final class ActivityItems {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** Of a row, but for its evidence. */
  static final String COLUMNS =
      """
      at, command_id, operation, result, status, scim_type, detail, resource_type, resource_id, member_id, subject,
      changed, due_at, token_id, token_name, client, leniencies, decided_at\
      """;

  private ActivityItems() {}

  static ObjectNode detailed(Readable row) {
    ObjectNode item = item(row);
    String evidence = row.get("evidence", String.class);
    if (evidence != null) {
      item.set("evidence", MAPPER.readTree(evidence));
    }
    return item;
  }

  static ObjectNode item(Readable row) {
    ObjectNode item = MAPPER.createObjectNode();
    put(item, "id", row.get("command_id", UUID.class));
    put(item, "at", row.get("at", Instant.class));
    put(item, "decidedAt", row.get("decided_at", Instant.class));
    put(item, "operation", row.get("operation", String.class));
    put(item, "result", row.get("result", String.class));
    item.put("status", row.get("status", Integer.class));
    put(item, "scimType", row.get("scim_type", String.class));
    put(item, "detail", row.get("detail", String.class));
    put(item, "resourceType", row.get("resource_type", String.class));
    put(item, "resourceId", row.get("resource_id", UUID.class));
    put(item, "memberId", row.get("member_id", UUID.class));
    put(item, "subject", row.get("subject", String.class));
    array(item, "changed", row.get("changed", String[].class));
    put(item, "dueAt", row.get("due_at", Instant.class));
    ObjectNode source = item.putObject("source");
    put(source, "tokenId", row.get("token_id", UUID.class));
    put(source, "tokenName", row.get("token_name", String.class));
    put(source, "client", row.get("client", String.class));
    array(item, "leniencies", row.get("leniencies", String[].class));
    return item;
  }

  static void put(ObjectNode node, String name, @Nullable Object value) {
    if (value != null) {
      node.put(name, value.toString());
    }
  }

  private static void array(ObjectNode node, String name, String @Nullable [] values) {
    ArrayNode array = node.putArray(name);
    for (String value : values == null ? new String[0] : values) {
      array.add(value);
    }
  }
}
