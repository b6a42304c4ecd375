package dev.rosterline.contract.wire;

import dev.rosterline.contract.Source;
import tools.jackson.databind.node.ObjectNode;

/** JSON of {@link Source} inside other messages. */
final class SourceWire {

  private SourceWire() {}

  static void put(ObjectNode message, Source source) {
    ObjectNode node = message.putObject("source");
    Wire.putOptional(node, "tokenId", source.tokenId());
    node.put("tokenName", source.tokenName()).put("client", source.client());
  }

  static Source get(ObjectNode message) {
    ObjectNode node = Wire.object(message, "source");
    return new Source(
        Wire.optionalUuid(node, "tokenId"),
        Wire.text(node, "tokenName"),
        Wire.text(node, "client"));
  }
}
