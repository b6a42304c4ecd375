package dev.rosterline.contract.wire;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MemberState;
import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.contract.ScimId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON of {@link MemberState} and {@link MembershipEvent}, version 1: the public topics, and how an
 * event waits in the outcome table until it is published.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents
 *     Kafka binding, 3.2</a>
 */
public final class MembershipEventWire {

  private static final int VERSION = 1;

  private MembershipEventWire() {}

  /** The event with everything, as it is stored. */
  public static ObjectNode write(MembershipEvent event) {
    ObjectNode message = Wire.message(VERSION);
    message.put("id", event.id());
    message.put("type", event.type().wire());
    message.put("at", event.at().toString());
    message.put("cause", event.cause().toString());
    Wire.putTexts(message, "changed", event.changed());
    Wire.putOptional(message, "traceparent", event.traceparent());
    message.set("member", stateNode(event.member()));
    StandingWire.putAbout(message, event.about());
    return message;
  }

  public static MembershipEvent read(ObjectNode message) {
    try {
      return new MembershipEvent(
          Wire.text(message, "id"),
          MembershipEvent.Type.ofWire(Wire.text(message, "type")),
          Wire.instant(message, "at"),
          new CommandId(Wire.uuid(message, "cause")),
          state(Wire.object(message, "member")),
          Wire.texts(message, "changed"),
          Wire.optionalText(message, "traceparent"),
          StandingWire.about(message));
    } catch (IllegalArgumentException e) {
      throw new UndecodableException("field type has the unknown value " + message.get("type"));
    }
  }

  /** Value of a record on the membership events topic: the CloudEvent's data. */
  public static byte[] data(MembershipEvent event) {
    ObjectNode data = stateNode(event.member());
    Wire.putTexts(data, "changed", event.changed());
    StandingWire.putAbout(data, event.about());
    return Wire.bytes(data);
  }

  /** Attributes of the CloudEvent, by the name of their record header. */
  public static Map<String, String> headers(MembershipEvent event) {
    return SubscriberEventWire.headers(event);
  }

  /** Value of a record on the compacted topic. */
  public static byte[] state(MemberState state) {
    return Wire.bytes(stateNode(state));
  }

  /**
   * @throws UndecodableException if the bytes are not a member's state of version 1
   */
  public static MemberState readState(byte @Nullable [] bytes) {
    return state(Wire.parse(bytes, VERSION));
  }

  private static ObjectNode stateNode(MemberState state) {
    ObjectNode node = Wire.message(VERSION);
    node.put("account", state.account().toString());
    node.put("member", state.member().toString());
    Wire.putOptional(node, "scimId", state.scimId());
    node.put("userName", state.userName());
    Wire.putOptional(node, "externalId", state.externalId());
    Wire.putOptional(node, "displayName", state.displayName());
    Wire.putOptional(node, "email", state.email());
    node.put("active", state.active());
    Wire.putOptional(node, "removalDueAt", state.removalDueAt());
    node.put("removed", state.removed());
    node.put("version", state.version());
    StandingWire.put(node, state.standing());
    return node;
  }

  private static MemberState state(ObjectNode node) {
    UUID scimId = Wire.optionalUuid(node, "scimId");
    return new MemberState(
        new AccountId(Wire.uuid(node, "account")),
        new MemberId(Wire.uuid(node, "member")),
        scimId == null ? null : new ScimId(scimId),
        Wire.text(node, "userName"),
        Wire.optionalText(node, "externalId"),
        Wire.optionalText(node, "displayName"),
        Wire.optionalText(node, "email"),
        node.path("active").asBoolean(true),
        Wire.optionalInstant(node, "removalDueAt"),
        node.path("removed").asBoolean(false),
        node.path("version").asLong(0),
        StandingWire.get(node));
  }
}
