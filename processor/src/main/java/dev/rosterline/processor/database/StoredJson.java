package dev.rosterline.processor.database;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON that this service wrote itself, so without the bounds for what strangers send. */
public final class StoredJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private StoredJson() {}

  public static ObjectNode object(String text) {
    return (ObjectNode) MAPPER.readTree(text);
  }

  public static JsonNode any(String text) {
    return MAPPER.readTree(text);
  }

  public static ObjectNode empty() {
    return MAPPER.createObjectNode();
  }
}
