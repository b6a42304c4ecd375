package dev.rosterline.processor.intake;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.wire.CommandWire;
import dev.rosterline.contract.wire.UndecodableException;
import dev.rosterline.processor.groups.GroupIntent;
import dev.rosterline.processor.publishing.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of the log to items; whatever is wrong with a record becomes poison, never an exception.
 */
final class CommandReader {

  private CommandReader() {}

  static Item read(ConsumerRecord<byte[], byte[]> source) {
    CommandEnvelope envelope;
    try {
      envelope = CommandWire.read(source.value());
    } catch (UndecodableException e) {
      return poison(source, null, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return poison(source, null, "unreadable: " + e);
    }
    String misplaced = misplaced(source, envelope);
    if (misplaced != null) {
      return poison(source, null, misplaced);
    }
    try {
      return new Item.Readable(source, envelope, GroupIntent.of(envelope.command()));
    } catch (RuntimeException e) {
      return poison(source, envelope, "unreadable: " + e);
    }
  }

  private static @Nullable String misplaced(
      ConsumerRecord<byte[], byte[]> source, CommandEnvelope envelope) {
    if (envelope.hop() > 0) {
      return null;
    }
    byte[] expected = envelope.key().getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(expected, source.key())) {
      return "the key is not " + envelope.key();
    }
    return envelope.partition() == source.partition()
        ? null
        : "the resource belongs to partition " + envelope.partition();
  }

  static Item.Poison poison(
      ConsumerRecord<byte[], byte[]> source, @Nullable CommandEnvelope envelope, String reason) {
    if (envelope != null && !isUrgent(source)) {
      return new Item.Poison(source, envelope.id(), envelope.hop(), envelope, reason);
    }
    return new Item.Poison(source, derived(source), 0, null, reason);
  }

  /** On the urgent topic the command's id is that of another record, to be decided in its turn. */
  private static boolean isUrgent(ConsumerRecord<byte[], byte[]> source) {
    return Place.isUrgent(Place.of(source.topic(), source.partition()));
  }

  /** The same id each time the record is read; its date stays within the partitions there are. */
  private static CommandId derived(ConsumerRecord<byte[], byte[]> source) {
    long latest = System.currentTimeMillis() + 60_000;
    long timestamp = source.timestamp();
    Instant at =
        timestamp < 0 || timestamp > latest ? Instant.EPOCH : Instant.ofEpochMilli(timestamp);
    int place = Place.of(source.topic(), source.partition());
    return Ids.derived(at, new UUID(place, source.offset()), 0);
  }
}
