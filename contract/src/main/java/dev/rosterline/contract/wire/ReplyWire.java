package dev.rosterline.contract.wire;

import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ReplyBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of {@link ReplyBatch}, version 1: value of {@code rosterline.replies.v1}. */
public final class ReplyWire {

  private static final int VERSION = 1;

  private ReplyWire() {}

  public static byte[] write(ReplyBatch batch) {
    ObjectNode message = Wire.message(VERSION);
    message.put("instance", batch.instance());
    var replies = message.putArray("replies");
    for (Reply reply : batch.replies()) {
      ObjectNode node = replies.addObject();
      node.put("command", reply.command().toString());
      node.put("status", reply.status());
      Wire.putOptional(node, "scimType", reply.scimType());
      Wire.putOptional(node, "detail", reply.detail());
      node.put("version", reply.version());
      Wire.putOptional(node, "created", reply.created());
      Wire.putOptional(node, "modified", reply.modified());
      Wire.putOptional(node, "document", reply.document());
    }
    return Wire.bytes(message);
  }

  /**
   * @throws UndecodableException if the bytes are not a batch of replies of version 1
   */
  public static ReplyBatch read(byte @Nullable [] bytes) {
    ObjectNode message = Wire.parse(bytes, VERSION);
    List<Reply> replies = new ArrayList<>();
    for (JsonNode element : message.path("replies")) {
      if (!(element instanceof ObjectNode node)) {
        throw new UndecodableException("field replies holds something that is not an object");
      }
      replies.add(
          new Reply(
              new CommandId(Wire.uuid(node, "command")),
              node.path("status").asInt(0),
              Wire.optionalText(node, "scimType"),
              Wire.optionalText(node, "detail"),
              node.path("version").asLong(0),
              Wire.optionalInstant(node, "created"),
              Wire.optionalInstant(node, "modified"),
              Wire.optionalText(node, "document")));
    }
    return new ReplyBatch(Wire.text(message, "instance"), replies);
  }
}
