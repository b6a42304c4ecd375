package dev.rosterline.local.demo;

import dev.rosterline.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads, as any subscriber could, what the public topics said about one account since this object
 * was made.
 */
final class PublicTopics implements AutoCloseable {

  private final String account;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Set<String> eventIds = new HashSet<>();
  private final Map<String, Long> events = new TreeMap<>();
  private final Map<String, Boolean> states = new HashMap<>();

  PublicTopics(String bootstrapServers, String account) {
    this.account = account;
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    var partitions =
        List.of(Topics.MEMBERSHIP_EVENTS, Topics.MEMBERSHIP_STATE).stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.endOffsets(partitions).forEach(consumer::seek);
  }

  /** Reads to what is the end at this moment. */
  void read() {
    var ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(Duration.ofMillis(200)).forEach(this::take);
    }
  }

  /** Different events by type, without the prefix that most have. */
  Map<String, Long> events() {
    return Map.copyOf(events);
  }

  /** Members whose latest state is not a tombstone. */
  long liveStates() {
    return states.values().stream().filter(live -> live).count();
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.key() == null || !record.key().startsWith(account + ":")) {
      return;
    }
    if (record.topic().equals(Topics.MEMBERSHIP_STATE)) {
      states.put(record.key(), record.value() != null);
    } else if (eventIds.add(header(record, "id"))) {
      var type = header(record, "type").replace("dev.rosterline.", "").replace("member.", "");
      events.merge(type, 1L, Long::sum);
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String attribute) {
    var header = record.headers().lastHeader(Topics.HEADER_CLOUD_EVENT + attribute);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
