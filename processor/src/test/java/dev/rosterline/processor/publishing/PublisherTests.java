package dev.rosterline.processor.publishing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PublisherTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final RecordingLog log = new RecordingLog();
  private @Nullable Publisher publisher;

  @AfterEach
  void close() {
    if (publisher != null) {
      publisher.close();
    }
  }

  @Test
  void firstGoesAtOnceAndThoseWithinThePaceGoTogether() throws Exception {
    Publisher publisher = publisher(Duration.ofMillis(300));
    publisher.publish(List.of(decided(1)), Map.of(0, 2L));
    await().atMost(5, SECONDS).until(() -> log.written.size() == 1);
    publisher.publish(List.of(decided(2)), Map.of(0, 3L));
    publisher.publish(List.of(decided(3), decided(4)), Map.of(0, 5L, 1, 9L));
    await().atMost(5, SECONDS).until(() -> log.written.size() == 2);
    assertThat(log.written).containsExactly(List.of("1"), List.of("2", "3", "4"));
    await().until(() -> publisher.published().equals(Map.of(0, 5L, 1, 9L)));
  }

  @Test
  void nothingCountsAsPublishedBeforeTheBrokersHaveIt() throws Exception {
    Publisher publisher = publisher(Duration.ofMillis(1));
    log.acknowledged = new CountDownLatch(1);
    publisher.publish(List.of(decided(1)), Map.of(0, 2L));
    await().until(() -> log.written.size() == 1);
    publisher.publish(List.of(decided(2)), Map.of(0, 3L));
    assertThat(publisher.published()).isEmpty();
    assertThat(publisher.settle(50)).isFalse();
    log.acknowledged.countDown();
    assertThat(publisher.settle(10_000)).isTrue();
    assertThat(publisher.published()).containsExactly(Map.entry(0, 3L));
    assertThat(log.written).containsExactly(List.of("1"), List.of("2"));
  }

  @Test
  void whoeverNeedsAllOnTheTopicsDoesNotWaitForThePace() throws Exception {
    Publisher publisher = publisher(LONG);
    publisher.publish(List.of(decided(1)), Map.of(0, 2L));
    publisher.publish(List.of(decided(2)), Map.of(0, 3L));
    assertThat(publisher.settle(10_000)).isTrue();
    assertThat(publisher.published()).containsExactly(Map.entry(0, 3L));
  }

  @Test
  void whatIsToBeDecidedElsewhereDoesNotWaitForThePace() throws Exception {
    Publisher publisher = publisher(LONG);
    publisher.publish(List.of(decided(1)), Map.of(0, 2L));
    await().until(() -> log.written.size() == 1);
    publisher.publish(List.of(decided(2)), Map.of(0, 3L));
    publisher.publish(List.of(forwarded(3)), Map.of(0, 4L));
    await().atMost(10, SECONDS).until(() -> publisher.published().equals(Map.of(0, 4L)));
    assertThat(log.written.getLast()).containsExactly("2", "3", "forwarded");
  }

  @Test
  void muchThatIsNotPublishedHoldsUpTheNextBatch() throws Exception {
    Publisher publisher = publisher(Duration.ofMillis(1));
    log.acknowledged = new CountDownLatch(1);
    publisher.publish(many(0, 600), Map.of(0, 600L));
    publisher.publish(many(600, 400), Map.of(0, 1_000L));
    Thread next =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    publisher.publish(many(1_000, 500), Map.of(0, 1_500L));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    assertThat(next.join(Duration.ofMillis(200))).isFalse();
    log.acknowledged.countDown();
    assertThat(next.join(Duration.ofSeconds(10))).isTrue();
    assertThat(publisher.settle(10_000)).isTrue();
    assertThat(log.written.stream().flatMap(List::stream))
        .containsExactlyElementsOf(IntStream.range(0, 1_500).mapToObj(Integer::toString).toList());
  }

  @Test
  void nobodyWaitsForWhatIsClosed() throws Exception {
    Publisher publisher = publisher(LONG);
    publisher.publish(List.of(decided(1)), Map.of(0, 2L));
    await().until(() -> log.written.size() == 1);
    publisher.publish(List.of(decided(2)), Map.of(0, 3L));
    publisher.close();
    await().until(() -> publisher.settle(100));
    assertThat(publisher.published()).containsExactly(Map.entry(0, 2L));
  }

  private Publisher publisher(Duration pace) {
    publisher =
        new Publisher(log, new PublishingProperties("none", pace), new SimpleMeterRegistry());
    return publisher;
  }

  private static List<Decided> many(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(PublisherTests::decided).toList();
  }

  private static Decided forwarded(int number) {
    return decided(number, new Handover.Forward(3, "key", "forwarded"));
  }

  private static Decided decided(int number) {
    return decided(number, null);
  }

  private static Decided decided(int number, @Nullable Handover handover) {
    Outcome outcome =
        new Outcome(
            new CommandId(new UUID(1, number)),
            new AccountId(new UUID(2, 2)),
            Outcome.Operation.USER_UPDATE,
            Outcome.Result.APPLIED,
            200,
            null,
            null,
            "User",
            null,
            null,
            null,
            1,
            List.of(),
            null,
            Source.SYSTEM,
            List.of(),
            Instant.EPOCH,
            Instant.EPOCH,
            Evidence.NONE);
    byte[] json = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    return new Decided(0, number, 0, true, outcome, json, List.of(), handover, null, null, null);
  }

  /** What was written, by request; acknowledged when the test says so. */
  private static final class RecordingLog extends Log {

    private final List<List<String>> written = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch acknowledged = new CountDownLatch(0);

    RecordingLog() {
      super(
          new MockProducer<>(
              Cluster.empty(), true, null, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    @Override
    public List<RecordMetadata> write(List<ProducerRecord<byte[], byte[]>> records)
        throws InterruptedException {
      List<String> values = new ArrayList<>();
      records.forEach(it -> values.add(new String(it.value(), StandardCharsets.UTF_8)));
      written.add(List.copyOf(values));
      acknowledged.await();
      return List.of();
    }
  }
}
