package dev.rosterline.processor.publishing;

import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ReplyAddress;
import dev.rosterline.contract.ReplyBatch;
import dev.rosterline.contract.Slot;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.CommandWire;
import dev.rosterline.contract.wire.MembershipEventWire;
import dev.rosterline.contract.wire.OutcomeWire;
import dev.rosterline.contract.wire.ReplyWire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Turns what was decided into Kafka records, in the order they are sent: replies first, somebody waits for them. */
final class RecordWriter {

  private RecordWriter() {}

  static List<ProducerRecord<byte[], byte[]>> records(List<Decided> batch) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(batch.size() * 3);
    addReplies(records, batch);
    for (Decided decided : batch) {
      addParked(records, decided);
      addForward(records, decided);
      addOutcome(records, decided);
      decided.events().forEach(event -> addEvent(records, event));
    }
    return records;
  }

  /** One record a gateway instance, however many of its requests the batch answers. */
  private static void addReplies(List<ProducerRecord<byte[], byte[]>> records, List<Decided> batch) {
    Map<ReplyAddress, List<Reply>> replies = new LinkedHashMap<>();
    for (Decided decided : batch) {
      ReplyAddress replyTo = decided.replyTo();
      Reply reply = decided.reply();
      if (replyTo != null && reply != null) {
        replies.computeIfAbsent(replyTo, _ -> new ArrayList<>()).add(reply);
      }
    }
    replies.forEach(
        (address, list) ->
            records.add(
                new ProducerRecord<>(
                    Topics.REPLIES,
                    address.partition(),
                    utf8(address.instance()),
                    ReplyWire.write(new ReplyBatch(address.instance(), list)))));
  }

  private static void addParked(List<ProducerRecord<byte[], byte[]>> records, Decided decided) {
    Decided.Parked parked = decided.parked();
    if (parked != null) {
      ProducerRecord<byte[], byte[]> copy =
          new ProducerRecord<>(Topics.COMMANDS_PARKED, decided.partition(), parked.key(), parked.value());
      copy.headers().add("rosterline_why", utf8(parked.why()));
      copy.headers().add("rosterline_position", utf8(decided.partition() + "-" + decided.offset()));
      records.add(copy);
    }
  }

  private static void addForward(List<ProducerRecord<byte[], byte[]>> records, Decided decided) {
    Decided.Forward forward = decided.forward();
    if (forward != null) {
      records.add(
          new ProducerRecord<>(
              Topics.COMMANDS,
              forward.partition(),
              utf8(forward.command().key()),
              CommandWire.write(forward.command())));
    }
  }

  private static void addOutcome(List<ProducerRecord<byte[], byte[]>> records, Decided decided) {
    Outcome outcome = decided.outcome();
    if (outcome != null) {
      var resource = outcome.resource();
      String key =
          resource == null
              ? outcome.account().toString()
              : Topics.resourceKey(outcome.account(), outcome.resourceType(), resource);
      UUID id = resource == null ? outcome.command().value() : resource.value();
      records.add(new ProducerRecord<>(Topics.OUTCOMES, partition(id), utf8(key), OutcomeWire.write(outcome)));
    }
  }

  private static void addEvent(List<ProducerRecord<byte[], byte[]>> records, MembershipEvent event) {
    var member = event.member();
    byte[] key = utf8(Topics.memberKey(member.account(), member.member()));
    int partition = partition(member.member().value());
    ProducerRecord<byte[], byte[]> change =
        new ProducerRecord<>(Topics.MEMBERSHIP_EVENTS, partition, key, MembershipEventWire.data(event));
    MembershipEventWire.headers(event).forEach((name, value) -> change.headers().add(name, utf8(value)));
    records.add(change);
    byte[] state = member.removed() ? null : MembershipEventWire.state(member);
    records.add(new ProducerRecord<>(Topics.MEMBERSHIP_STATE, partition, key, state));
  }

  private static int partition(UUID id) {
    return Slot.partition(Slot.ofId(id), Topics.PARTITIONS);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
