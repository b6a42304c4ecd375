package dev.rosterline.processor.publishing;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.CommandWire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.springframework.stereotype.Component;

/** Sends commands of the processor's own. */
@Component
public class CommandPublisher {

  private final Log log;

  public CommandPublisher(Log log) {
    this.log = log;
  }

  /**
   * Returns when all are acknowledged.
   *
   * @return where each stands in the log
   */
  public List<RecordMetadata> publish(List<CommandEnvelope> commands) throws InterruptedException {
    return log.write(commands.stream().map(CommandPublisher::message).toList());
  }

  private static ProducerRecord<byte[], byte[]> message(CommandEnvelope command) {
    return new ProducerRecord<>(
        Topics.COMMANDS,
        command.partition(),
        command.key().getBytes(StandardCharsets.UTF_8),
        CommandWire.write(command));
  }
}
