package dev.rosterline.acceptance.system;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A record as a subscriber sees it; no value is a tombstone. */
public record Published(
    int partition, long offset, String key, Map<String, String> headers, @Nullable JsonNode value) {

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public JsonNode json() {
    if (value == null) {
      throw new IllegalStateException("record " + key + " is a tombstone");
    }
    return value;
  }
}
