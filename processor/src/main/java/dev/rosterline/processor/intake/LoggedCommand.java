package dev.rosterline.processor.intake;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.wire.CommandWire;
import dev.rosterline.contract.wire.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of the command log, read.
 *
 * @param command null where the record is no command that this version knows
 * @param unreadable why, null where it is one
 */
record LoggedCommand(
    int partition,
    long offset,
    byte @Nullable [] key,
    byte @Nullable [] value,
    @Nullable CommandEnvelope command,
    @Nullable String unreadable,
    Instant appendedAt) {

  static LoggedCommand read(ConsumerRecord<byte[], byte[]> record) {
    CommandEnvelope command = null;
    String unreadable = null;
    try {
      command = CommandWire.read(record.value());
      if (command.hop() == 0 && !command.key().equals(text(record.key()))) {
        unreadable = "the record's key " + text(record.key()) + " is not the command's " + command.key();
      }
    } catch (UndecodableException e) {
      unreadable = String.valueOf(e.getMessage());
    }
    return new LoggedCommand(
        record.partition(),
        record.offset(),
        record.key(),
        record.value(),
        unreadable == null ? command : null,
        unreadable,
        Instant.ofEpochMilli(record.timestamp()));
  }

  /** The command's own id; for a record that is none, one that is the same each time it is read. */
  CommandId id() {
    return command != null ? command.id() : Ids.derived(appendedAt, new UUID(partition, offset), 0);
  }

  int hop() {
    return command == null ? 0 : command.hop();
  }

  private static String text(byte @Nullable [] key) {
    return key == null ? "(none)" : new String(key, StandardCharsets.UTF_8);
  }
}
