package dev.rosterline.processor.intake;

import dev.rosterline.contract.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.stereotype.Component;

/** Takes a poll of the command log to {@link CommandHandler}, from where the database says this instance stands. */
@Component
class CommandListener implements ConsumerSeekAware {

  static final String ID = "commands";
  private static final Logger LOG = LoggerFactory.getLogger(CommandListener.class);

  private final CommandHandler handler;
  private final Positions positions;

  CommandListener(CommandHandler handler, Positions positions) {
    this.handler = handler;
    this.positions = positions;
  }

  @KafkaListener(id = ID, idIsGroup = false, topics = Topics.COMMANDS, containerFactory = "commandContainers")
  void onCommands(List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer) {
    List<LoggedCommand> commands = following(records);
    if (commands.isEmpty()) {
      return;
    }
    try {
      handler.handle(commands);
    } catch (CommandHandler.FencedException fenced) {
      LOG.warn("{}; going on from the stored offsets", fenced.getMessage());
      Set<Integer> partitions = new HashSet<>();
      commands.forEach(command -> partitions.add(command.partition()));
      positions
          .reload(partitions)
          .forEach((partition, offset) -> consumer.seek(new TopicPartition(Topics.COMMANDS, partition), offset));
    }
  }

  @Override
  public void onPartitionsAssigned(Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
    if (assignments.isEmpty()) {
      return;
    }
    List<Integer> partitions = assignments.keySet().stream().map(TopicPartition::partition).toList();
    positions
        .assigned(partitions)
        .forEach((partition, offset) -> callback.seek(Topics.COMMANDS, partition, offset));
    LOG.info("assigned partitions {}", partitions.stream().sorted().toList());
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      positions.markPublished();
      positions.revoked(partitions.stream().map(TopicPartition::partition).toList());
    }
  }

  /** Drops what is applied already; a gap means the log lost records that were never applied, and stops that partition. */
  private List<LoggedCommand> following(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<Integer, Long> expected = new HashMap<>();
    List<LoggedCommand> commands = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      int partition = record.partition();
      Long next = expected.containsKey(partition) ? expected.get(partition) : positions.next(partition);
      if (next == null || record.offset() < next) {
        continue;
      }
      if (record.offset() > next) {
        LOG.error(
            "partition={} jumps from offset {} to {}: records were lost before they were applied;"
                + " the partition is stopped until an operator decides",
            partition,
            next,
            record.offset());
        positions.stop(partition);
        continue;
      }
      commands.add(LoggedCommand.read(record));
      expected.put(partition, record.offset() + 1);
    }
    return commands;
  }
}
