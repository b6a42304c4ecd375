package dev.rosterline.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The subscriber in docs/events.md, told one thing after the other. */
class MembershipSubscriberTests {

  private static final TopicPartition STATE = new TopicPartition(KafkaTopics.STATE, 0);
  private static final TopicPartition EVENTS = new TopicPartition(KafkaTopics.EVENTS, 0);

  private static final String ADA = "account:member:ada";
  private static final String BOB = "account:member:bob";

  private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");
  private final MembershipSubscriber subscriber = new MembershipSubscriber(consumer);
  private long events = 40;

  @BeforeEach
  void topics() {
    for (TopicPartition partition : List.of(STATE, EVENTS)) {
      var nodes = new Node[0];
      consumer.updatePartitions(
          partition.topic(),
          List.of(new PartitionInfo(partition.topic(), 0, Node.noNode(), nodes, nodes)));
    }
    consumer.updateBeginningOffsets(Map.of(STATE, 0L, EVENTS, 0L));
    consumer.updateEndOffsets(Map.of(STATE, 3L, EVENTS, events));
    consumer.schedulePollTask(
        () -> {
          consumer.addRecord(state(0, ADA, json(4, false)));
          consumer.addRecord(state(1, BOB, json(2, false)));
          consumer.addRecord(state(2, BOB, null));
        });
    subscriber.bootstrap();
  }

  @Test
  void beginsWithEverybodyWhoIsThere() {
    assertThat(subscriber.members()).containsExactly(json(4, false));
  }

  @Test
  void followsFromWhereTheEventsStoodBeforeTheStateWasRead() {
    told("updated", ADA, json(5, false));
    assertThat(subscriber.members()).containsExactly(json(5, false));
  }

  @Test
  void whatTheStateHadAlreadyIsNotNews() {
    told("updated", ADA, json(3, false));
    assertThat(subscriber.members()).containsExactly(json(4, false));
  }

  @Test
  void removedEventsDeliveredAgainBringNobodyBack() {
    told("blocked", ADA, json(5, false));
    told("removed", ADA, json(6, true));
    told("blocked", ADA, json(5, false));
    told("removed", ADA, json(6, true));
    assertThat(subscriber.members()).isEmpty();
  }

  @Test
  void whatIsToldOfOthersThanMembersIsSkipped() {
    told("class.created", "account:class:1", json(9, false));
    assertThat(subscriber.members()).containsExactly(json(4, false));
  }

  @Test
  void typesOfLaterVersionsCarryTheStateLikeAllOfAMember() {
    told("role.gained", ADA, json(5, false));
    assertThat(subscriber.members()).containsExactly(json(5, false));
  }

  @Test
  void isWhatTheDocumentShowsInSixtyLinesAtMost() throws IOException {
    var checkout = Path.of(System.getProperty("rosterline.checkout", ".."));
    var source =
        Files.readString(
            checkout.resolve(
                "acceptance/src/test/java/dev/rosterline/acceptance/system/MembershipSubscriber.java"));
    var shown = source.substring(source.indexOf("import "));
    assertThat(Files.readString(checkout.resolve("docs/events.md"))).contains(shown);
    assertThat(shown.lines()).hasSizeLessThanOrEqualTo(60);
  }

  private void told(String type, String key, String value) {
    var record = new ConsumerRecord<>(KafkaTopics.EVENTS, 0, events++, key, value);
    var name = type.contains(".") ? "dev.rosterline." + type : "dev.rosterline.member." + type;
    record.headers().add("ce_type", name.getBytes(StandardCharsets.UTF_8));
    consumer.addRecord(record);
    subscriber.follow();
  }

  private static ConsumerRecord<String, String> state(long at, String key, @Nullable String json) {
    return new ConsumerRecord<>(KafkaTopics.STATE, 0, at, key, json);
  }

  private static String json(int version, boolean removed) {
    return "{\"removed\":" + removed + ",\"version\":" + version + "}";
  }
}
