package dev.rosterline.gateway.admin;

import java.nio.charset.StandardCharsets;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads what an admin sends: a JSON object that PostgreSQL can store, or 400. */
final class Bodies {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private Bodies() {}

  /** Nothing at all is an empty object. */
  static Mono<ObjectNode> read(ServerRequest request) {
    return request
        .bodyToMono(byte[].class)
        .defaultIfEmpty("{}".getBytes(StandardCharsets.UTF_8))
        .map(Bodies::object);
  }

  private static ObjectNode object(byte[] bytes) {
    JsonNode body = parsed(bytes);
    if (!(body instanceof ObjectNode object)) {
      throw new AdminException(400, "The body must be a JSON object");
    }
    if (hasNul(object)) {
      throw new AdminException(400, "The body has a character U+0000, which cannot be stored");
    }
    return object;
  }

  private static JsonNode parsed(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (JacksonException _) {
      throw new AdminException(400, "The body is not JSON");
    }
  }

  /** As deep as the parser allows. */
  private static boolean hasNul(JsonNode node) {
    if (node.isString()) {
      return node.stringValue().indexOf('\0') >= 0;
    }
    return node.propertyNames().stream().anyMatch(name -> name.indexOf('\0') >= 0)
        || node.valueStream().anyMatch(Bodies::hasNul);
  }
}
