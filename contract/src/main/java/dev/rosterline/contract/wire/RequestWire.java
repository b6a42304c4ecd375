package dev.rosterline.contract.wire;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a failed command asked for, as {@link dev.rosterline.contract.Evidence} keeps it: the
 * command as on the wire, without what only its envelope knows, and without secrets.
 */
public final class RequestWire {

  private static final String REDACTED = "redacted";

  private RequestWire() {}

  public static ObjectNode write(CommandEnvelope envelope) {
    ObjectNode message = Wire.MAPPER.createObjectNode().put("type", envelope.command().type());
    CommandWire.putPayload(message, envelope.command());
    ObjectNode shown = (ObjectNode) withoutSecrets(message);
    return shown.equals(message) ? shown : shown.put(REDACTED, true);
  }

  /**
   * The command again, to whatever version there is now: the one its client expected is history.
   *
   * @throws UndecodableException if it is no command, or no longer the whole of one
   */
  public static Command read(JsonNode request) {
    if (!(request instanceof ObjectNode message)) {
      throw new UndecodableException("not a JSON object");
    }
    if (message.has(REDACTED)) {
      throw new UndecodableException("a secret of it is not kept");
    }
    ObjectNode current = message.deepCopy();
    current.remove("ifMatch");
    return CommandWire.payload(current);
  }

  /**
   * Whether PostgreSQL can hold it, in a jsonb too: what is wrong with a request must not keep its
   * refusal from being told.
   */
  public static boolean isStorable(JsonNode request) {
    String text = request.toString();
    return !text.contains("\\u0000") && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** A copy without members that hold a secret, by their name or by the path of a PATCH. */
  public static JsonNode withoutSecrets(JsonNode node) {
    JsonNode copy = node.deepCopy();
    redact(copy);
    return copy;
  }

  private static void redact(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(object.propertyNames().stream().filter(RequestWire::isSecret).toList());
      if (isSecret(object.path("path").asString(""))) {
        object.remove("value");
      }
    }
    node.forEach(RequestWire::redact);
  }

  /** Whether the last part of a name or path is one of a secret. */
  public static boolean isSecret(@Nullable String path) {
    if (path == null) {
      return false;
    }
    String last = path.substring(Math.max(path.lastIndexOf(':'), path.lastIndexOf('.')) + 1);
    String lower = last.toLowerCase(Locale.ROOT);
    return lower.contains("password") || lower.endsWith("secret") || lower.endsWith("token");
  }
}
