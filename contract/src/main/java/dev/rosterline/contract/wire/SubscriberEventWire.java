package dev.rosterline.contract.wire;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ClassEvent;
import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.contract.SubscriberEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * Any event that subscribers are told, as CloudEvents carry it, and as it waits in the outcome
 * table until it is published.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents
 *     Kafka binding, 3.2</a>
 */
public final class SubscriberEventWire {

  private SubscriberEventWire() {}

  /** The event with everything, as it is stored. */
  public static ObjectNode write(SubscriberEvent event) {
    return switch (event) {
      case MembershipEvent membership -> MembershipEventWire.write(membership);
      case ClassEvent ofClass -> ClassEventWire.write(ofClass);
    };
  }

  public static SubscriberEvent read(ObjectNode message) {
    ClassEvent.Type type = ClassEvent.Type.ofWire(Wire.text(message, "type"));
    return type == null ? MembershipEventWire.read(message) : ClassEventWire.read(message, type);
  }

  /** Value of a record on the membership events topic: the CloudEvent's data. */
  public static byte[] data(SubscriberEvent event) {
    return switch (event) {
      case MembershipEvent membership -> MembershipEventWire.data(membership);
      case ClassEvent ofClass -> ClassEventWire.data(ofClass);
    };
  }

  /** Attributes of the CloudEvent, by the name of their record header. */
  public static Map<String, String> headers(SubscriberEvent event) {
    return switch (event) {
      case MembershipEvent membership ->
          headers(membership, membership.member().member().value(), membership.member().account());
      case ClassEvent ofClass ->
          headers(ofClass, ofClass.subject().group().id().value(), ofClass.subject().account());
    };
  }

  private static Map<String, String> headers(
      SubscriberEvent event, UUID subject, AccountId account) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", event.id());
    headers.put("ce_type", event.typeName());
    headers.put("ce_source", "/rosterline/processor");
    headers.put("ce_subject", subject.toString());
    headers.put("ce_time", event.at().toString());
    headers.put("ce_account", account.toString());
    headers.put("ce_cause", event.cause().toString());
    String traceparent = event.traceparent();
    if (traceparent != null) {
      headers.put("traceparent", traceparent);
    }
    return headers;
  }
}
