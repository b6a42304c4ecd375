package dev.rosterline.processor.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Slot;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PacedPublisherTests {

  private static final int MOST = 100;

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Stage stage = new Stage();
  private final PacedPublisher publisher =
      new PacedPublisher(new CommandPublisher(new Log(producer)), stage, MOST);

  @Test
  void sendsAsManyAsMayBeUnderWayAndGoesOnAsTheyAreApplied() throws Exception {
    stage.owned.add(3);
    CompletableFuture<Integer> sending = sending(commands(3, 250));
    awaitSent(MOST);

    stage.applied.put(3, 49L);
    Thread.sleep(50);
    assertThat(sent()).as("not yet half of them").isEqualTo(MOST);

    stage.applied.put(3, 50L);
    awaitSent(150);
    stage.applied.put(3, 150L);
    assertThat(sending.get()).isEqualTo(250);
    assertThat(sent()).isEqualTo(250);
  }

  @Test
  void takesTurnsWithOthers() throws Exception {
    stage.owned.add(3);
    stage.shared = true;
    CompletableFuture<Integer> sending = sending(commands(3, 250));
    awaitSent(MOST);
    stage.applied.put(3, MOST - 1L);
    Thread.sleep(200);
    assertThat(sent()).as("not yet all of the first turn").isEqualTo(MOST);

    long applied = System.nanoTime();
    stage.applied.put(3, (long) MOST);
    awaitSent(2 * MOST);
    assertThat(Duration.ofNanos(System.nanoTime() - applied))
        .as("as long as the turn took")
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));

    stage.shared = false;
    stage.applied.put(3, 2L * MOST);
    assertThat(sending.get()).isEqualTo(250);
  }

  @Test
  void restsASecondAtMost() throws Exception {
    stage.owned.add(3);
    stage.shared = true;
    CompletableFuture<Integer> sending = sending(commands(3, MOST + 1));
    awaitSent(MOST);
    Thread.sleep(2_000);
    long applied = System.nanoTime();
    stage.applied.put(3, (long) MOST);
    assertThat(sending.get()).isEqualTo(MOST + 1);
    assertThat(Duration.ofNanos(System.nanoTime() - applied)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void leavesToOtherProcessesWhatTheyOwn() throws Exception {
    stage.owned.add(3);
    List<CommandEnvelope> both =
        Stream.concat(commands(3, 5).stream(), commands(4, 5).stream()).toList();
    assertThat(publisher.publish(both, in(Duration.ofSeconds(5)))).isEqualTo(5);
    assertThat(producer.history()).extracting(it -> it.partition()).containsOnly(3);
  }

  @Test
  void waitsNoLongerForWhatAnotherProcessNowOwns() throws Exception {
    stage.owned.addAll(Set.of(3, 4));
    publisher.publish(commands(3, MOST), in(Duration.ofSeconds(5)));
    assertThat(publisher.isDownTo(0, in(Duration.ofMillis(20)))).isFalse();

    stage.owned.remove(3);
    assertThat(publisher.isDownTo(0, in(Duration.ofMillis(20)))).isTrue();
  }

  @Test
  void sendsNoMoreOnceItsTimeIsOver() throws Exception {
    stage.owned.add(3);
    assertThat(publisher.publish(commands(3, 250), in(Duration.ofMillis(50)))).isEqualTo(MOST);
    assertThat(sent()).isEqualTo(MOST);
  }

  private CompletableFuture<Integer> sending(List<CommandEnvelope> commands) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return publisher.publish(commands, in(Duration.ofSeconds(20)));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void awaitSent(int count) throws InterruptedException {
    while (sent() < count) {
      Thread.sleep(2);
    }
    assertThat(sent()).isEqualTo(count);
  }

  private int sent() {
    return producer.history().size();
  }

  private static Cluster cluster() {
    Node node = new Node(1, "localhost", 9092);
    List<PartitionInfo> partitions =
        IntStream.range(0, Topics.PARTITIONS)
            .mapToObj(it -> new PartitionInfo(Topics.COMMANDS, it, node, null, null))
            .toList();
    return new Cluster("test", List.of(node), partitions, Set.of(), Set.of());
  }

  private static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }

  private static List<CommandEnvelope> commands(int partition, int count) {
    Ids ids = new Ids(Clock.systemUTC());
    int slot =
        IntStream.range(0, Slot.COUNT)
            .filter(it -> Slot.partition(it, Topics.PARTITIONS) == partition)
            .findFirst()
            .orElseThrow();
    return Stream.generate(() -> command(ids.resource(slot))).limit(count).toList();
  }

  private static CommandEnvelope command(ScimId member) {
    Instant now = Instant.now();
    return new CommandEnvelope(
        Ids.derived(now, member.value(), 1),
        new AccountId(new UUID(0, 1)),
        member,
        0,
        new Command.RemovalDue(new MemberId(member.value()), 1),
        Source.SYSTEM,
        now,
        null,
        List.of(),
        null,
        null);
  }

  private static final class Stage implements Progress {

    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> applied = new ConcurrentHashMap<>();
    private volatile boolean shared;

    @Override
    public boolean isOwned(int place) {
      return owned.contains(place);
    }

    @Override
    public long applied(int place) {
      return applied.getOrDefault(place, 0L);
    }

    @Override
    public boolean isShared() {
      return shared;
    }
  }
}
