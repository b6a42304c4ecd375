package dev.rosterline.contract.wire;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ClassEvent;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.GroupRef;
import dev.rosterline.contract.ScimId;
import tools.jackson.databind.node.ObjectNode;

/** JSON of {@link ClassEvent}, version 1. */
final class ClassEventWire {

  private static final int VERSION = 1;

  private ClassEventWire() {}

  static ObjectNode write(ClassEvent event) {
    ObjectNode message = Wire.message(VERSION);
    message.put("id", event.id());
    message.put("type", event.type().wire());
    message.put("at", event.at().toString());
    message.put("cause", event.cause().toString());
    Wire.putOptional(message, "traceparent", event.traceparent());
    message.set("class", dataNode(event));
    return message;
  }

  static ClassEvent read(ObjectNode message, ClassEvent.Type type) {
    ObjectNode data = Wire.object(message, "class");
    return new ClassEvent(
        Wire.text(message, "id"),
        type,
        Wire.instant(message, "at"),
        new CommandId(Wire.uuid(message, "cause")),
        new ClassEvent.Subject(
            new AccountId(Wire.uuid(data, "account")),
            new GroupRef(new ScimId(Wire.uuid(data, "class")), Wire.text(data, "name")),
            data.path("version").asLong(0)),
        Wire.optionalText(data, "formerName"),
        Wire.optionalText(message, "traceparent"));
  }

  static byte[] data(ClassEvent event) {
    return Wire.bytes(dataNode(event));
  }

  private static ObjectNode dataNode(ClassEvent event) {
    ClassEvent.Subject subject = event.subject();
    ObjectNode node = Wire.message(VERSION);
    node.put("account", subject.account().toString());
    node.put("class", subject.group().id().toString());
    node.put("name", subject.group().name());
    Wire.putOptional(node, "formerName", event.formerName());
    node.put("deleted", event.type() == ClassEvent.Type.DELETED);
    node.put("version", subject.version());
    return node;
  }
}
