package dev.rosterline.processor.publishing;

import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ReplyAddress;
import dev.rosterline.contract.ReplyBatch;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Slot;
import dev.rosterline.contract.SubscriberEvent;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.MembershipEventWire;
import dev.rosterline.contract.wire.ReplyWire;
import dev.rosterline.contract.wire.SubscriberEventWire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Decided commands to records: which topic, partition, key, value and headers each fact has. */
final class Records {

  private static final int LARGEST_PART = 256 * 1024;

  private Records() {}

  /** One record for each gateway instance that waits, more where documents are large. */
  static List<ProducerRecord<byte[], byte[]>> replies(List<Decided> batch) {
    Map<ReplyAddress, List<Reply>> byInstance = new LinkedHashMap<>();
    for (Decided decided : batch) {
      Reply reply = decided.reply();
      ReplyAddress address = decided.replyTo();
      if (reply != null && address != null) {
        byInstance.computeIfAbsent(address, _ -> new ArrayList<>()).add(reply);
      }
    }
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    byInstance.forEach((address, replies) -> add(records, address, replies));
    return records;
  }

  /** In parts that brokers accept. */
  private static void add(
      List<ProducerRecord<byte[], byte[]>> records, ReplyAddress address, List<Reply> replies) {
    List<Reply> part = new ArrayList<>();
    int size = 0;
    for (Reply reply : replies) {
      part.add(reply);
      String document = reply.document();
      size += document == null ? 0 : document.length();
      if (size > LARGEST_PART) {
        records.add(reply(address, part));
        part = new ArrayList<>();
        size = 0;
      }
    }
    if (!part.isEmpty()) {
      records.add(reply(address, part));
    }
  }

  private static ProducerRecord<byte[], byte[]> reply(ReplyAddress address, List<Reply> replies) {
    return new ProducerRecord<>(
        Topics.REPLIES,
        Math.floorMod(address.partition(), Topics.REPLY_PARTITIONS),
        utf8(address.instance()),
        ReplyWire.write(new ReplyBatch(address.instance(), replies)));
  }

  /** Everything that must arrive, in order; of each member the last state only. */
  static List<ProducerRecord<byte[], byte[]>> facts(List<Decided> batch) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(batch.size() * 3);
    Map<String, MembershipEvent> latest = new LinkedHashMap<>();
    for (Decided decided : batch) {
      if (isActivity(decided)) {
        records.add(outcome(decided));
      }
      for (SubscriberEvent event : decided.events()) {
        records.add(event(event));
        if (event instanceof MembershipEvent membership) {
          latest.put(event.key(), membership);
        }
      }
      Handover handover = decided.handover();
      if (handover != null) {
        records.add(handover(handover, decided));
      }
    }
    latest.forEach((key, event) -> records.add(state(key, event)));
    return records;
  }

  /** What is part of something else has its activity there, unless it could not be done. */
  private static boolean isActivity(Decided decided) {
    Outcome outcome = decided.outcome();
    return decided.known()
        && outcome.result() != Outcome.Result.FORWARDED
        && (outcome.operation() != Outcome.Operation.STANDING_DERIVE
            || outcome.result() == Outcome.Result.PARKED);
  }

  private static ProducerRecord<byte[], byte[]> outcome(Decided decided) {
    Outcome outcome = decided.outcome();
    ScimId resource = outcome.resource();
    if (resource == null) {
      return new ProducerRecord<>(
          Topics.OUTCOMES, Place.partition(decided.place()), null, decided.outcomeJson());
    }
    String key = Topics.resourceKey(outcome.account(), outcome.resourceType(), resource);
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            Topics.OUTCOMES,
            Slot.partition(Slot.ofId(resource.value()), Topics.PARTITIONS),
            utf8(key),
            decided.outcomeJson());
    header(message, Topics.HEADER_TRACEPARENT, decided.traceparent());
    return message;
  }

  private static ProducerRecord<byte[], byte[]> event(SubscriberEvent event) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            Topics.MEMBERSHIP_EVENTS,
            event.partition(),
            utf8(event.key()),
            SubscriberEventWire.data(event));
    SubscriberEventWire.headers(event).forEach((name, value) -> header(message, name, value));
    return message;
  }

  private static ProducerRecord<byte[], byte[]> state(String key, MembershipEvent event) {
    byte[] value = event.member().removed() ? null : MembershipEventWire.state(event.member());
    return new ProducerRecord<>(Topics.MEMBERSHIP_STATE, event.partition(), utf8(key), value);
  }

  private static ProducerRecord<byte[], byte[]> handover(Handover handover, Decided decided) {
    return switch (handover) {
      case Handover.Forward forward ->
          new ProducerRecord<>(
              Topics.COMMANDS, forward.partition(), utf8(forward.key()), utf8(forward.command()));
      case Handover.Park park -> {
        ProducerRecord<byte[], byte[]> message =
            new ProducerRecord<>(
                Topics.COMMANDS_PARKED, Place.partition(decided.place()), park.key(), park.value());
        header(message, "rosterline_reason", park.reason());
        header(message, "rosterline_topic", Place.topic(decided.place()));
        header(message, "rosterline_partition", Integer.toString(Place.partition(decided.place())));
        header(message, "rosterline_offset", Long.toString(decided.offset()));
        header(message, "rosterline_command", decided.outcome().command().toString());
        yield message;
      }
    };
  }

  private static void header(
      ProducerRecord<byte[], byte[]> message, String name, @Nullable String value) {
    if (value != null) {
      message.headers().add(name, utf8(value));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
