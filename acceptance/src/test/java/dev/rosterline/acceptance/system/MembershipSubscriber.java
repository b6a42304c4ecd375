package dev.rosterline.acceptance.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Keeps the state of every member: reads all there is once, then follows what changes. */
public final class MembershipSubscriber {
  private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");
  private final Map<String, String> members = new ConcurrentHashMap<>(); // JSON; use your database
  private final Consumer<String, String> consumer;

  public MembershipSubscriber(Consumer<String, String> consumer) {
    this.consumer = consumer;
  }

  /** Looks first where to follow from: what changes meanwhile comes twice rather than never. */
  public void bootstrap() {
    var next = consumer.endOffsets(partitions("rosterline.membership-events.v1"));
    var ends = consumer.endOffsets(partitions("rosterline.membership-state.v1"));
    consumer.assign(ends.keySet());
    consumer.seekToBeginning(ends.keySet());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (var state : consumer.poll(Duration.ofSeconds(1))) {
        members.compute(state.key(), (_, _) -> state.value()); // null, a tombstone, removes
      }
    }
    consumer.assign(next.keySet());
    next.forEach((partition, offset) -> consumer.seek(partition, offset));
  }

  /** To be called for ever. What is not newer than what is known was delivered before. */
  public void follow() {
    for (var event : consumer.poll(Duration.ofSeconds(1))) {
      var type = new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
      var known = members.getOrDefault(event.key(), "");
      if (event.key().contains(":member:") && version(event.value()) > version(known)) {
        members.put(event.key(), event.value()); // of who was removed too: it may come again
        System.out.println(type + " " + event.key()); // your code here
      }
    }
  }

  public List<String> members() {
    return members.values().stream().filter(it -> !it.contains("\"removed\":true")).toList();
  }

  private static long version(String json) {
    var version = VERSION.matcher(json);
    return version.find() ? Long.parseLong(version.group(1)) : 0;
  }

  private List<TopicPartition> partitions(String topic) {
    var all = consumer.partitionsFor(topic).stream();
    return all.map(it -> new TopicPartition(topic, it.partition())).toList();
  }
}
