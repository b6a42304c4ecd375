package dev.rosterline.acceptance.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads topics from their beginning to their present end, as a new subscriber would. */
public final class KafkaTopics {

  public static final String COMMANDS = "rosterline.commands.v1";
  public static final String URGENT = "rosterline.commands-urgent.v1";
  public static final String OUTCOMES = "rosterline.outcomes.v1";
  public static final String EVENTS = "rosterline.membership-events.v1";
  public static final String STATE = "rosterline.membership-state.v1";

  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;

  KafkaTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** All records whose key begins with the account, in the order of each partition. */
  public List<Published> of(Account account, String topic) {
    return read(topic).stream().filter(r -> r.key().startsWith(account.id())).toList();
  }

  /** The offset after the last record of each partition. */
  public Map<Integer, Long> ends(String topic) {
    try (var consumer = consumer()) {
      Map<Integer, Long> ends = new HashMap<>();
      consumer
          .endOffsets(partitions(consumer, topic))
          .forEach((p, e) -> ends.put(p.partition(), e));
      return ends;
    }
  }

  /** Names of the clients that are in a consumer group. */
  public List<String> clientsOf(String group) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
          .filter(member -> !member.assignment().topicPartitions().isEmpty())
          .map(MemberDescription::clientId)
          .toList();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The broker that leads the first partition. */
  public int leader(String topic) {
    return described(topic).getFirst().leader().id();
  }

  /** Whether every record of a topic is on so many brokers. */
  public boolean isReplicated(String topic, int brokers) {
    return described(topic).stream().allMatch(partition -> partition.isr().size() == brokers);
  }

  private List<TopicPartitionInfo> described(String topic) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Every value of a topic as it lies there, whatever it is. */
  public List<String> rawValues(String topic) {
    List<String> values = new ArrayList<>();
    each(
        topic,
        record -> {
          if (record.value() != null) {
            values.add(new String(record.value(), StandardCharsets.UTF_8));
          }
        });
    return values;
  }

  public Set<String> names() {
    try (var consumer = consumer()) {
      return consumer.listTopics().keySet();
    }
  }

  /** Puts what a gateway once wrote on the commands topic there again, as if it were new. */
  public void write(List<Published> commands) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20);
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(settings, new StringSerializer(), bytes)) {
      for (var command : commands) {
        var value = command.json().toString().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(COMMANDS, command.partition(), command.key(), value));
      }
    }
  }

  /** A subscriber as docs/events.md shows it, before its first record. */
  public MembershipSubscriber subscriber() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false);
    var text = new StringDeserializer();
    return new MembershipSubscriber(new KafkaConsumer<>(settings, text, text));
  }

  private List<Published> read(String topic) {
    List<Published> records = new ArrayList<>();
    each(topic, record -> records.add(published(record)));
    return records;
  }

  private void each(String topic, Consumer<ConsumerRecord<String, byte[]>> taker) {
    try (var consumer = consumer()) {
      var partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(taker);
      }
    }
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "enable.auto.commit",
            false,
            "fetch.max.bytes",
            16 * 1024 * 1024,
            "max.poll.records",
            5000);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static Published published(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    var key = record.key() == null ? "" : record.key();
    return new Published(
        record.partition(),
        record.offset(),
        key,
        headers,
        record.value() == null ? null : parse(record.value()));
  }

  private static JsonNode parse(byte[] value) {
    try {
      return Json.MAPPER.readTree(value);
    } catch (JacksonException e) {
      return Json.MAPPER.getNodeFactory().stringNode("not JSON");
    }
  }
}
