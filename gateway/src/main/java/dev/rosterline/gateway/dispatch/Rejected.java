package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.wire.RequestWire;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.json.ScimJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is told of a request that never became a command.
 *
 * @param subject userName or displayName, null where it named none
 */
record Rejected(@Nullable String subject, Evidence evidence) {

  /** The body only where it is one, of a size to keep, and without secrets. */
  static Rejected of(ServerWebExchange exchange, String resourceType) {
    var request = exchange.getRequest();
    byte[] body = exchange.getAttribute(Writes.REFUSED_BODY);
    ObjectNode document = parsed(body);
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    asked.put("method", request.getMethod().name()).put("path", request.getPath().value());
    if (document != null && body != null && body.length <= Evidence.LARGEST_REQUEST) {
      asked.set("body", RequestWire.withoutSecrets(document));
    }
    String trace = request.getHeaders().getFirst("traceparent");
    return new Rejected(
        subject(resourceType, document),
        evidence(asked, trace == null ? null : Traceparent.of(trace)));
  }

  static Rejected of(String resourceType, @Nullable ObjectNode document) {
    if (document == null) {
      return new Rejected(null, Evidence.NONE);
    }
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    asked.set("body", RequestWire.withoutSecrets(document));
    return new Rejected(subject(resourceType, document), evidence(asked, null));
  }

  private static Evidence evidence(ObjectNode asked, @Nullable String traceparent) {
    boolean kept =
        asked.toString().getBytes(StandardCharsets.UTF_8).length <= Evidence.LARGEST_REQUEST
            && RequestWire.isStorable(asked);
    return new Evidence(List.of(), List.of(), kept ? asked : null, traceparent, null);
  }

  private static @Nullable ObjectNode parsed(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      return null;
    }
    try {
      return ScimJson.object(body);
    } catch (ScimException e) {
      return null;
    }
  }

  private static @Nullable String subject(String resourceType, @Nullable ObjectNode document) {
    if (document == null) {
      return null;
    }
    String name =
        document.path(resourceType.equals("Group") ? "displayName" : "userName").asString("");
    return name.isEmpty() ? null : name;
  }
}
