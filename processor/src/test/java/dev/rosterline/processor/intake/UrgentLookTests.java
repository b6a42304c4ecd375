package dev.rosterline.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class UrgentLookTests {

  private static final List<TopicPartition> ORDERED =
      IntStream.range(0, 6).mapToObj(it -> new TopicPartition(Topics.COMMANDS, it)).toList();
  private static final TopicPartition URGENT = new TopicPartition(Topics.COMMANDS_URGENT, 0);
  private static final TopicPartition LOST = ORDERED.get(2);

  private final Losing broker = new Losing();
  private final UrgentLook look = new UrgentLook(broker, System::nanoTime);

  UrgentLookTests() {
    List<TopicPartition> all = new ArrayList<>(ORDERED);
    all.add(URGENT);
    broker.assign(all);
    all.forEach(where -> broker.updateBeginningOffsets(Map.of(where, 0L)));
  }

  @Test
  void takesWhatIsUrgentAndLeavesTheRestForItsTurn() {
    broker.addRecord(message(ORDERED.get(0)));
    broker.addRecord(message(URGENT));
    assertThat(look.poll().partitions()).containsExactly(URGENT);
    assertThat(broker.paused()).isEmpty();
    assertThat(broker.poll(Duration.ZERO).partitions()).containsExactly(ORDERED.get(0));
  }

  @Test
  void partitionThatIsLostMeanwhileKeepsNoOtherPaused() {
    broker.schedulePollTask(() -> broker.lost = true);
    look.poll();
    assertThat(broker.paused()).containsExactly(LOST);
  }

  @Test
  void partitionThatIsLostBeforeTheLookKeepsNoOtherPaused() {
    broker.lost = true;
    assertThat(look.poll().isEmpty()).isTrue();
    assertThat(broker.paused()).doesNotContainAnyElementsOf(others());
  }

  private static List<TopicPartition> others() {
    return ORDERED.stream().filter(where -> !where.equals(LOST)).toList();
  }

  private static ConsumerRecord<byte[], byte[]> message(TopicPartition where) {
    byte[] bytes = "x".getBytes(StandardCharsets.UTF_8);
    return new ConsumerRecord<>(where.topic(), where.partition(), 0, bytes, bytes);
  }

  /** As Kafka's new consumer does it: one by one, up to a partition that is no longer its own. */
  private static final class Losing extends MockConsumer<byte[], byte[]> {

    private boolean lost;

    Losing() {
      super("earliest");
    }

    @Override
    public synchronized void pause(Collection<TopicPartition> partitions) {
      partitions.forEach(where -> unlessLost(where, () -> super.pause(Set.of(where))));
    }

    @Override
    public synchronized void resume(Collection<TopicPartition> partitions) {
      partitions.forEach(where -> unlessLost(where, () -> super.resume(Set.of(where))));
    }

    private void unlessLost(TopicPartition where, Runnable step) {
      if (lost && where.equals(LOST)) {
        throw new IllegalStateException("No current assignment for partition " + where);
      }
      step.run();
    }
  }
}
