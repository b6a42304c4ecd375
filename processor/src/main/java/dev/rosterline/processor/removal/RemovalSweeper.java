package dev.rosterline.processor.removal;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.CommandWire;
import dev.rosterline.processor.database.Database;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Publishes a removal-due command for each removal whose time has come. It decides nothing: cancel against due is settled by
 * the order of the member's partition. A command that got lost is published again after a minute, under the same id.
 */
@Component
class RemovalSweeper {

  private static final Logger LOG = LoggerFactory.getLogger(RemovalSweeper.class);
  private static final int LIMIT = 1000;

  private final Database database;
  private final Producer<byte[], byte[]> producer;

  RemovalSweeper(Database database, Producer<byte[], byte[]> producer) {
    this.database = database;
    this.producer = producer;
  }

  @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT3S")
  void runDue() {
    int published;
    do {
      List<CommandEnvelope> due = database.inTransaction(sql -> RemovalSchedule.claim(sql, LIMIT));
      due.forEach(this::publish);
      published = due.size();
      if (published > 0) {
        LOG.info("published {} removals that are due", published);
      }
    } while (published == LIMIT);
  }

  private void publish(CommandEnvelope command) {
    producer.send(
        new ProducerRecord<>(
            Topics.COMMANDS,
            command.partition(),
            command.key().getBytes(StandardCharsets.UTF_8),
            CommandWire.write(command)));
  }
}
