package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ReplyAddress;
import dev.rosterline.contract.ReplyBatch;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.CommandWire;
import dev.rosterline.contract.wire.ReplyWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Says yes to every command, in one record of replies for each poll. */
final class StubProcessor implements AutoCloseable {

  private final String bootstrapServers;
  private final Thread thread;
  private volatile boolean running = true;

  StubProcessor(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.thread = Thread.ofPlatform().name("stub-processor").start(this::run);
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.join();
  }

  private void run() {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
    try (var consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, Topics.PARTITIONS)
              .mapToObj(partition -> new TopicPartition(Topics.COMMANDS, partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (running) {
        List<Reply> replies = new ArrayList<>();
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(message -> replies.add(yes(CommandWire.read(message.value()))));
        if (!replies.isEmpty()) {
          producer.send(batch(replies));
        }
      }
    }
  }

  private static Reply yes(CommandEnvelope envelope) {
    return TestGateway.applied(envelope);
  }

  private static ProducerRecord<byte[], byte[]> batch(List<Reply> replies) {
    ReplyAddress address = TestGateway.ADDRESS;
    return new ProducerRecord<>(
        Topics.REPLIES,
        address.partition(),
        null,
        ReplyWire.write(new ReplyBatch(address.instance(), replies)));
  }
}
