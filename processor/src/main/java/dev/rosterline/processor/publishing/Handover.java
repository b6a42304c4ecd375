package dev.rosterline.processor.publishing;

import dev.rosterline.processor.database.StoredJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A record that goes elsewhere instead of being decided here; kept until it is there. */
public sealed interface Handover {

  /** To the partition that owns the member. */
  record Forward(int partition, String key, String command) implements Handover {}

  /** To the parked topic, as it came. */
  record Park(byte @Nullable [] key, byte @Nullable [] value, String reason) implements Handover {}

  default String toJson() {
    return switch (this) {
      case Forward forward ->
          StoredJson.empty()
              .put("partition", forward.partition())
              .put("key", forward.key())
              .set("command", StoredJson.any(forward.command()))
              .toString();
      case Park park -> {
        ObjectNode node = StoredJson.empty().put("parked", park.reason());
        put(node, "key", park.key());
        put(node, "value", park.value());
        yield node.toString();
      }
    };
  }

  static Handover ofJson(String json) {
    ObjectNode node = StoredJson.object(json);
    if (node.has("parked")) {
      return new Park(bytes(node, "key"), bytes(node, "value"), node.path("parked").asString(""));
    }
    return new Forward(
        node.path("partition").asInt(),
        node.path("key").asString(""),
        node.path("command").toString());
  }

  private static void put(ObjectNode node, String name, byte @Nullable [] bytes) {
    if (bytes != null) {
      node.put(name, Base64.getEncoder().encodeToString(bytes));
    }
  }

  private static byte @Nullable [] bytes(ObjectNode node, String name) {
    JsonNode value = node.get(name);
    return value == null
        ? null
        : Base64.getDecoder().decode(value.asString("").getBytes(StandardCharsets.US_ASCII));
  }
}
