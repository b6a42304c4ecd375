package dev.rosterline.audit.recording;

import dev.rosterline.audit.integrity.ActivityRow;
import dev.rosterline.audit.recording.ActivityStore.Received;
import dev.rosterline.contract.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes outcomes to the store.
 *
 * <ul>
 *   <li>At least once in: an offset is committed only after the rows are.
 *   <li>Once in the log: a redelivery meets the key of its own row.
 *   <li>A fault of the database is retried without end, nothing is skipped for it.
 *   <li>A record that cannot be read, or a row that PostgreSQL can never hold, is logged, counted
 *       and passed over.
 * </ul>
 */
@Component
class OutcomeListener {

  static final String ID = "outcomes";
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeListener.class);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final OutcomeReader reader;
  private final ActivityStore store;
  private final Counter recorded;
  private final Counter repeated;
  private final Counter unstorable;

  OutcomeListener(OutcomeReader reader, ActivityStore store, MeterRegistry meters) {
    this.reader = reader;
    this.store = store;
    this.recorded = meters.counter("rosterline.recording.recorded");
    this.repeated = meters.counter("rosterline.recording.repeated");
    this.unstorable = meters.counter("rosterline.recording.unstorable");
  }

  @KafkaListener(
      id = ID,
      idIsGroup = false,
      topics = Topics.OUTCOMES,
      autoStartup = "${rosterline.recording.enabled:true}",
      containerFactory = "outcomeContainers")
  void onOutcomes(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Received> rows = records.stream().map(this::received).flatMap(Optional::stream).toList();
    if (rows.isEmpty()) {
      return;
    }
    try {
      record(rows);
    } catch (R2dbcException e) {
      if (!isAboutValues(e)) {
        throw e;
      }
      rows.forEach(this::recordIfPossible);
    }
  }

  /**
   * An Error kills a consumer thread and leaves the process looking healthy; a supervisor can only
   * help if it ends.
   */
  @EventListener
  void onStopped(ConsumerStoppedEvent event) {
    if (event.getReason() != ConsumerStoppedEvent.Reason.NORMAL) {
      LOG.error(
          "the consumer stopped because of {}; the process ends so that it is started anew",
          event.getReason());
      Runtime.getRuntime().halt(70);
    }
  }

  private Optional<Received> received(ConsumerRecord<byte[], byte[]> record) {
    return reader
        .read(record)
        .map(outcome -> new Received(ActivityRow.of(outcome), record.partition()));
  }

  private void record(List<Received> batch) {
    // Never cancelled: the driver would wedge the connection.
    Long rows = Mono.fromFuture(() -> store.insert(batch).toFuture(), true).block(LIMIT);
    long fresh = rows == null ? 0 : rows;
    recorded.increment(fresh);
    repeated.increment(batch.size() - fresh);
  }

  private void recordIfPossible(Received received) {
    try {
      record(List.of(received));
    } catch (R2dbcException e) {
      if (!isAboutValues(e)) {
        throw e;
      }
      unstorable.increment();
      LOG.error(
          "outcome command={} cannot be a row: {}; it stays on the topic, the ones after it are recorded",
          received.row().command(),
          e.getMessage());
    }
  }

  /** Class 22 of SQLSTATE, data exception: the same values fail each time. */
  private static boolean isAboutValues(R2dbcException e) {
    String state = e.getSqlState();
    return state != null && state.startsWith("22");
  }
}
