package dev.rosterline.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatheringTests {

  private static final TopicPartition ZERO = new TopicPartition("commands", 0);
  private static final TopicPartition ONE = new TopicPartition("commands", 1);
  private static final Duration POLL = Duration.ofMillis(10);

  private final MockConsumer<byte[], byte[]> broker = new MockConsumer<>("earliest");
  private final Consumer<byte[], byte[]> gathering =
      Gathering.around(broker, 500, Duration.ofMillis(200));

  @BeforeEach
  void assign() {
    broker.assign(List.of(ZERO, ONE));
    broker.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
  }

  @Test
  void oneAfterTheOtherIsNotMadeToWait() {
    add(ZERO, 0, 1);
    broker.schedulePollTask(() -> {});
    broker.schedulePollTask(() -> add(ZERO, 1, 2));

    assertThat(offsets(gathering.poll(POLL))).containsExactly(0L);
    assertThat(offsets(gathering.poll(POLL))).containsExactly(1L);
  }

  @Test
  void whatComesWhileBusyJoinsTheBatchInOrder() {
    busy();
    add(ZERO, 40, 45);
    broker.schedulePollTask(() -> {});
    broker.schedulePollTask(() -> add(ZERO, 45, 47));

    assertThat(offsets(gathering.poll(POLL))).containsExactly(40L, 41L, 42L, 43L, 44L, 45L, 46L);
  }

  @Test
  void aPartitionTakenAwayMeanwhileIsLeftToItsNewOwner() {
    busy();
    add(ZERO, 40, 42);
    add(ONE, 0, 1);
    broker.schedulePollTask(() -> {});
    broker.schedulePollTask(
        () -> {
          broker.assign(List.of(ONE));
          add(ONE, 1, 2);
        });

    ConsumerRecords<byte[], byte[]> found = gathering.poll(POLL);

    assertThat(found.partitions()).containsExactly(ONE);
    assertThat(offsets(found)).containsExactly(0L, 1L);
    assertThat(found.nextOffsets()).containsOnlyKeys(ONE);
  }

  @Test
  void whatTheConsumerThrowsIsThrown() {
    broker.schedulePollTask(() -> broker.wakeup());

    assertThatThrownBy(() -> gathering.poll(POLL)).isInstanceOf(WakeupException.class);
    assertThatThrownBy(() -> gathering.position(new TopicPartition("elsewhere", 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void busy() {
    add(ZERO, 0, 40);
    assertThat(gathering.poll(POLL).count()).isEqualTo(40);
  }

  private void add(TopicPartition partition, long from, long to) {
    LongStream.range(from, to)
        .forEach(
            offset ->
                broker.addRecord(
                    new ConsumerRecord<>(
                        partition.topic(),
                        partition.partition(),
                        offset,
                        new byte[0],
                        new byte[0])));
  }

  private static List<Long> offsets(ConsumerRecords<byte[], byte[]> records) {
    return records.partitions().stream()
        .flatMap(partition -> records.records(partition).stream())
        .map(ConsumerRecord::offset)
        .toList();
  }
}
