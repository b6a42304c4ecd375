package dev.rosterline.audit.recording;

import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.OutcomeWire;
import dev.rosterline.contract.wire.UndecodableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes outcomes to the store; the offset is committed only after the rows are. */
@Component
class OutcomeListener {

  static final String ID = "outcomes";
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeListener.class);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ActivityStore store;
  private final Counter recorded;
  private final Counter repeated;
  private final Counter unreadable;

  OutcomeListener(ActivityStore store, MeterRegistry meters) {
    this.store = store;
    this.recorded = meters.counter("rosterline.recording.recorded");
    this.repeated = meters.counter("rosterline.recording.repeated");
    this.unreadable = meters.counter("rosterline.recording.unreadable");
  }

  @KafkaListener(
      id = ID,
      idIsGroup = false,
      topics = Topics.OUTCOMES,
      containerFactory = "outcomeContainers")
  void onOutcomes(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Outcome> outcomes = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      read(record, outcomes);
    }
    if (outcomes.isEmpty()) {
      return;
    }
    // Never cancelled: the driver would wedge the connection.
    Long rows = Mono.fromFuture(() -> store.insert(outcomes).toFuture(), true).block(LIMIT);
    long fresh = rows == null ? 0 : rows;
    recorded.increment(fresh);
    repeated.increment(outcomes.size() - fresh);
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

  private void read(ConsumerRecord<byte[], byte[]> record, List<Outcome> outcomes) {
    try {
      Outcome outcome = OutcomeWire.read(record.value());
      // Another partition decides; its outcome is the one to show.
      if (outcome.result() != Outcome.Result.FORWARDED) {
        outcomes.add(outcome);
      }
    } catch (UndecodableException e) {
      unreadable.increment();
      LOG.error(
          "record partition={} offset={} is no outcome: {}; it stays on the topic, the ones after it are recorded",
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }
}
