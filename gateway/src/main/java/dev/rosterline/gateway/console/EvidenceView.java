package dev.rosterline.gateway.console;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why an operation ended as it did, as its page shows it.
 *
 * @param events in the words that subscribers know, {@code joined} for example
 * @param request indented JSON
 * @param trace id of the W3C trace
 * @param replayOf id of the operation that was repeated
 */
record EvidenceView(
    List<Change> changes,
    List<String> events,
    @Nullable String request,
    @Nullable String trace,
    @Nullable String replayOf) {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String EVENT = "dev.rosterline.member.";

  record Change(String path, @Nullable String before, @Nullable String after) {

    /** Without the URN of its schema, which is in {@link #path}. */
    public String name() {
      return path.substring(path.lastIndexOf(':') + 1);
    }
  }

  static EvidenceView of(JsonNode evidence) {
    List<Change> changes = new ArrayList<>();
    for (JsonNode change : evidence.path("changes")) {
      changes.add(
          new Change(
              change.path("path").asString(""), text(change, "before"), text(change, "after")));
    }
    List<String> events = new ArrayList<>();
    for (JsonNode event : evidence.path("events")) {
      String type = event.asString("");
      events.add(type.startsWith(EVENT) ? type.substring(EVENT.length()) : type);
    }
    JsonNode request = evidence.path("request");
    return new EvidenceView(
        changes,
        events,
        request.isObject()
            ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(request)
            : null,
        trace(text(evidence, "traceparent")),
        text(evidence, "replayOf"));
  }

  /** The second part (W3C Trace Context, 3.2.2.3). */
  private static @Nullable String trace(@Nullable String traceparent) {
    if (traceparent == null) {
      return null;
    }
    String[] parts = traceparent.split("-", -1);
    return parts.length > 1 ? parts[1] : null;
  }

  private static @Nullable String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString() ? value.stringValue() : null;
  }
}
