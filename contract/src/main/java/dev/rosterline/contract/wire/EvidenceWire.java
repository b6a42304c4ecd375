package dev.rosterline.contract.wire;

import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of {@link Evidence}: a part of an outcome, absent where there is nothing to say. */
public final class EvidenceWire {

  private EvidenceWire() {}

  /** As a text of its own, for whoever keeps it apart; null where there is nothing to say. */
  public static @Nullable String text(Outcome outcome) {
    return outcome.evidence().isEmpty() ? null : json(outcome.evidence()).toString();
  }

  static void put(ObjectNode message, Evidence evidence) {
    if (!evidence.isEmpty()) {
      message.set("evidence", json(evidence));
    }
  }

  static Evidence get(ObjectNode message) {
    if (!(message.get("evidence") instanceof ObjectNode node)) {
      return Evidence.NONE;
    }
    List<Evidence.Change> changes = new ArrayList<>();
    for (JsonNode element : node.path("changes")) {
      if (!(element instanceof ObjectNode change)) {
        throw new UndecodableException("field changes holds something that is not an object");
      }
      changes.add(
          new Evidence.Change(
              Wire.text(change, "path"),
              Wire.optionalText(change, "before"),
              Wire.optionalText(change, "after")));
    }
    UUID replayOf = Wire.optionalUuid(node, "replayOf");
    return new Evidence(
        changes,
        Wire.texts(node, "events"),
        node.get("request") instanceof ObjectNode request ? request : null,
        Wire.optionalText(node, "traceparent"),
        replayOf == null ? null : new CommandId(replayOf));
  }

  private static ObjectNode json(Evidence evidence) {
    ObjectNode node = Wire.MAPPER.createObjectNode();
    if (!evidence.changes().isEmpty()) {
      var changes = node.putArray("changes");
      for (Evidence.Change change : evidence.changes()) {
        ObjectNode element = changes.addObject().put("path", change.path());
        Wire.putOptional(element, "before", change.before());
        Wire.putOptional(element, "after", change.after());
      }
    }
    Wire.putTexts(node, "events", evidence.events());
    if (evidence.request() != null) {
      node.set("request", evidence.request());
    }
    Wire.putOptional(node, "traceparent", evidence.traceparent());
    Wire.putOptional(node, "replayOf", evidence.replayOf());
    return node;
  }
}
