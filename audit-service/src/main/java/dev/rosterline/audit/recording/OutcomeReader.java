package dev.rosterline.audit.recording;

import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.wire.OutcomeWire;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A record of the outcomes topic to the outcome that is to be shown. */
@Component
class OutcomeReader {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeReader.class);

  private final Counter unreadable;

  OutcomeReader(MeterRegistry meters) {
    this.unreadable = meters.counter("rosterline.recording.unreadable");
  }

  /** Empty where there is nothing to record, or nothing that can be read. */
  Optional<Outcome> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      Outcome outcome = OutcomeWire.read(record.value());
      // Another partition decides; its outcome is the one to show.
      return outcome.result() == Outcome.Result.FORWARDED ? Optional.empty() : Optional.of(outcome);
    } catch (RuntimeException e) {
      // Bytes in, value out: what fails here fails each time.
      unreadable.increment();
      LOG.error(
          "record partition={} offset={} is no outcome: {}; it stays on the topic, the ones after it are recorded",
          record.partition(),
          record.offset(),
          e.toString());
      return Optional.empty();
    }
  }
}
