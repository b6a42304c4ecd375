package dev.rosterline.processor.intake;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.processor.groups.GroupIntent;
import dev.rosterline.processor.publishing.Place;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record of the log, read: a command, or what is wrong with it. */
sealed interface Item {

  ConsumerRecord<byte[], byte[]> source();

  CommandId id();

  int hop();

  /** What was done ahead of a command, beside what it does itself. */
  int AHEAD = -1;

  default int place() {
    return Place.of(source().topic(), source().partition());
  }

  /** On the urgent topic: to be done ahead of the same command in its turn. */
  default boolean isUrgent() {
    return Place.isUrgent(place());
  }

  default int partition() {
    return source().partition();
  }

  /** Bytes of the record. */
  default int size() {
    byte[] value = source().value();
    return value == null ? 0 : value.length;
  }

  default long offset() {
    return source().offset();
  }

  /**
   * @param intent of a group command
   */
  record Readable(
      ConsumerRecord<byte[], byte[]> source, CommandEnvelope envelope, @Nullable GroupIntent intent)
      implements Item {

    @Override
    public CommandId id() {
      return envelope.id();
    }

    @Override
    public int hop() {
      return isUrgent() ? AHEAD : envelope.hop();
    }
  }

  /** Can never be processed. */
  record Poison(
      ConsumerRecord<byte[], byte[]> source,
      CommandId id,
      int hop,
      @Nullable CommandEnvelope envelope,
      String reason)
      implements Item {}
}
