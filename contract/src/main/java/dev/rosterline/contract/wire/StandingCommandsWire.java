package dev.rosterline.contract.wire;

import dev.rosterline.contract.Command.DeriveClass;
import dev.rosterline.contract.Command.DeriveStanding;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Payload of the commands that the processor sends itself about roles and classes. */
final class StandingCommandsWire {

  private StandingCommandsWire() {}

  static void put(ObjectNode message, DeriveStanding derive) {
    ArrayNode members = message.putArray("members");
    for (DeriveStanding.Due due : derive.members()) {
      ObjectNode node = members.addObject().put("member", due.member().toString());
      Wire.putOptional(node, "cause", due.cause());
    }
    derive.marks().forEach(message.putArray("marks")::add);
  }

  static void put(ObjectNode message, DeriveClass derive) {
    Wire.putOptional(message, "cause", derive.cause());
    derive.marks().forEach(message.putArray("marks")::add);
  }

  static DeriveStanding standing(ObjectNode message) {
    List<DeriveStanding.Due> members = new ArrayList<>();
    for (JsonNode node : message.path("members")) {
      if (!(node instanceof ObjectNode due)) {
        throw new UndecodableException("field members has an element that is not an object");
      }
      members.add(
          new DeriveStanding.Due(new MemberId(Wire.uuid(due, "member")), optionalCommand(due)));
    }
    return new DeriveStanding(members, marks(message));
  }

  static DeriveClass ofClass(ObjectNode message) {
    return new DeriveClass(optionalCommand(message), marks(message));
  }

  private static List<Long> marks(ObjectNode message) {
    List<Long> marks = new ArrayList<>();
    message.path("marks").forEach(mark -> marks.add(mark.asLong(0)));
    return marks;
  }

  private static @Nullable CommandId optionalCommand(ObjectNode node) {
    UUID cause = Wire.optionalUuid(node, "cause");
    return cause == null ? null : new CommandId(cause);
  }
}
