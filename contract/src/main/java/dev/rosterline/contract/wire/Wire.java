package dev.rosterline.contract.wire;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reading and writing of the JSON parts that all messages share. Absent and null mean the same;
 * unknown fields are ignored.
 */
final class Wire {

  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Wire() {}

  static ObjectNode message(int version) {
    return MAPPER.createObjectNode().put("v", version);
  }

  static byte[] bytes(ObjectNode message) {
    return MAPPER.writeValueAsBytes(message);
  }

  static ObjectNode parse(byte @Nullable [] bytes, int version) {
    if (bytes == null) {
      throw new UndecodableException("the record has no value");
    }
    JsonNode node;
    try {
      node = MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      throw new UndecodableException("not JSON: " + e.getOriginalMessage());
    }
    if (!(node instanceof ObjectNode message)) {
      throw new UndecodableException("not a JSON object");
    }
    if (message.path("v").asInt(-1) != version) {
      throw new UndecodableException(
          "version " + message.path("v") + " is not known, only " + version);
    }
    return message;
  }

  static String text(ObjectNode node, String field) {
    String value = optionalText(node, field);
    if (value == null) {
      throw new UndecodableException("field " + field + " is missing");
    }
    return value;
  }

  static @Nullable String optionalText(ObjectNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new UndecodableException("field " + field + " is not a string");
    }
    return value.asString();
  }

  static UUID uuid(ObjectNode node, String field) {
    return parsed(node, field, text(node, field), UUID::fromString);
  }

  static @Nullable UUID optionalUuid(ObjectNode node, String field) {
    String value = optionalText(node, field);
    return value == null ? null : parsed(node, field, value, UUID::fromString);
  }

  static Instant instant(ObjectNode node, String field) {
    return parsed(node, field, text(node, field), Instant::parse);
  }

  static @Nullable Instant optionalInstant(ObjectNode node, String field) {
    String value = optionalText(node, field);
    return value == null ? null : parsed(node, field, value, Instant::parse);
  }

  static ObjectNode object(ObjectNode node, String field) {
    if (node.get(field) instanceof ObjectNode value) {
      return value;
    }
    throw new UndecodableException("field " + field + " is not an object");
  }

  static List<String> texts(ObjectNode node, String field) {
    List<String> texts = new ArrayList<>();
    node.path(field).forEach(element -> texts.add(element.asString("")));
    return texts;
  }

  static void putTexts(ObjectNode node, String field, List<String> texts) {
    if (!texts.isEmpty()) {
      var array = node.putArray(field);
      texts.forEach(array::add);
    }
  }

  static void putOptional(ObjectNode node, String field, @Nullable Object value) {
    if (value != null) {
      node.put(field, value.toString());
    }
  }

  private static <T> T parsed(
      ObjectNode node, String field, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new UndecodableException(
          "field " + field + " has the unusable value " + node.get(field));
    }
  }
}
