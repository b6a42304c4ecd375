package dev.rosterline.processor.intake;

import dev.rosterline.processor.publishing.Decided;
import dev.rosterline.processor.publishing.Place;
import dev.rosterline.processor.publishing.Publisher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.stereotype.Component;

/**
 * Takes the commands of a poll and has them applied and published.
 *
 * <p>In: at least once, in order per partition. Effects in the database: once, by the fence and the
 * outcome's key. Out: after commit, in order per partition, at least once with the same ids. A
 * fault leaves everything as it was and the poll is taken again, for ever.
 */
@Component
class IntakeListener implements BatchConsumerAwareMessageListener<byte[], byte[]> {

  private static final Logger LOG = LoggerFactory.getLogger(IntakeListener.class);

  private final BatchTransaction transaction;
  private final Assignment assignment;
  private final Partitions partitions;
  private final Publisher publisher;
  private final FaultPolicy faults;
  private final Timer timer;
  private final DistributionSummary sizes;
  private final Counter fenced;
  private final Counter parked;
  private final ThreadLocal<Integer> failures = ThreadLocal.withInitial(() -> 0);

  IntakeListener(
      BatchTransaction transaction,
      Assignment assignment,
      Partitions partitions,
      Publisher publisher,
      FaultPolicy faults,
      MeterRegistry meters) {
    this.transaction = transaction;
    this.assignment = assignment;
    this.partitions = partitions;
    this.publisher = publisher;
    this.faults = faults;
    this.timer = meters.timer("rosterline.intake.batch.time");
    this.sizes = meters.summary("rosterline.intake.batch");
    this.fenced = meters.counter("rosterline.intake.fenced");
    this.parked = meters.counter("rosterline.intake.parked");
    meters.gauge("rosterline.intake.stopped.partitions", partitions, p -> p.stopped().size());
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<byte[], byte[]>> records, @Nullable Consumer<?, ?> given) {
    Consumer<?, ?> consumer = Objects.requireNonNull(given);
    Batch batch = Batch.of(records.stream().filter(this::isConsumed).toList());
    if (batch.items().isEmpty()) {
      return;
    }
    try {
      timer.record(() -> apply(batch));
      failures.remove();
    } catch (FencedException e) {
      fenced.increment();
      LOG.warn("partitions={} fenced: {}", batch.first().keySet(), e.getMessage());
      faults.untilDone(
          "finding the stored offsets",
          () -> assignment.reposition(consumer, batch.first().keySet()));
    } catch (RuntimeException e) {
      takeAgain(consumer, batch, e);
    }
  }

  private boolean isConsumed(ConsumerRecord<byte[], byte[]> message) {
    return !partitions.isStopped(Place.of(message.topic(), message.partition()));
  }

  private void apply(Batch batch) {
    List<Decided> decided = transaction.apply(batch.owned(partitions), publisher.published());
    partitions.applied(batch);
    sizes.record(batch.items().size());
    decided.stream().filter(one -> one.outcome().status() == 500).forEach(_ -> parked.increment());
    publisher.reply(decided);
    try {
      publisher.publish(decided, batch.next());
    } catch (InterruptedException _) {
      // Committed already: whoever owns the partitions next publishes it.
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the transaction was committed after all is for the fence to say. */
  private void takeAgain(Consumer<?, ?> consumer, Batch batch, RuntimeException fault) {
    int count = failures.get();
    failures.set(count + 1);
    LOG.warn(
        "partitions={} commands={} not applied, trying again in {}",
        batch.first().keySet(),
        batch.items().size(),
        faults.pause(count),
        fault);
    Set<TopicPartition> mine = consumer.assignment();
    batch
        .first()
        .forEach(
            (place, offset) -> {
              TopicPartition where = Place.where(place);
              if (mine.contains(where)) {
                consumer.seek(where, offset);
              }
            });
    faults.sleep(faults.pause(count));
  }
}
