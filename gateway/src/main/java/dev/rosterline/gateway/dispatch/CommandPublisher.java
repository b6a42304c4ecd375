package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.Topics;
import dev.rosterline.contract.wire.CommandWire;
import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.gateway.reply.PendingReplies;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Puts commands on the log, each with somebody waiting for its reply. */
final class CommandPublisher {

  private static final Logger log = LoggerFactory.getLogger(CommandPublisher.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final CommandLog commands;
  private final PendingReplies pending;
  private final FastLane fastLane;

  CommandPublisher(CommandLog commands, PendingReplies pending, FastLane fastLane) {
    this.commands = commands;
    this.pending = pending;
    this.fastLane = fastLane;
  }

  /** Waits before it publishes: the reply may be faster than we are. */
  Mono<Reply> publish(CommandEnvelope envelope, Undelivered.Attempt attempt) {
    Mono<Reply> reply = fastLane.watched(envelope, pending.await(envelope.id()));
    try {
      commands.append(
          record(Topics.COMMANDS, envelope), failure -> written(envelope, attempt, failure));
    } catch (RetryLaterException e) {
      fastLane.written(envelope, e);
      pending.forget(envelope.id());
      throw e;
    }
    return reply;
  }

  /** Completes when the log has the command for sure; nobody waits for its reply. */
  Mono<Void> write(CommandEnvelope envelope, Undelivered.Attempt attempt) {
    return Mono.create(
        sink -> {
          fastLane.watches(envelope);
          try {
            commands.append(
                record(Topics.COMMANDS, envelope),
                failure -> {
                  fastLane.written(envelope, failure);
                  if (failure == null) {
                    attempt.written();
                    sink.success();
                  } else {
                    sink.error(refusal(envelope, failure));
                  }
                });
          } catch (RetryLaterException e) {
            fastLane.written(envelope, e);
            sink.error(e);
          }
        });
  }

  Mono<Reply> await(CommandEnvelope envelope) {
    return pending.await(envelope.id());
  }

  void forget(CommandEnvelope envelope) {
    pending.forget(envelope.id());
  }

  private void written(
      CommandEnvelope envelope, Undelivered.Attempt attempt, @Nullable Throwable failure) {
    fastLane.written(envelope, failure);
    if (failure == null) {
      attempt.written();
    } else {
      pending.fail(envelope.id(), refusal(envelope, failure));
    }
  }

  private static RuntimeException refusal(CommandEnvelope envelope, Throwable failure) {
    if (failure instanceof RecordTooLargeException) {
      return new ScimException(ScimError.of(413, "The resource is too large"));
    }
    log.warn(
        "command={} not confirmed by Kafka: {}; answered 503", envelope.id(), failure.toString());
    return RetryLaterException.unavailable("The change could not be written down", RETRY_AFTER);
  }

  /** The same record once more, for the fast lane. */
  static ProducerRecord<byte[], byte[]> urgent(CommandEnvelope envelope) {
    return record(Topics.COMMANDS_URGENT, envelope);
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, CommandEnvelope envelope) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            topic,
            envelope.partition(),
            envelope.key().getBytes(StandardCharsets.UTF_8),
            CommandWire.write(envelope));
    String traceparent = envelope.traceparent();
    if (traceparent != null) {
      message
          .headers()
          .add(Topics.HEADER_TRACEPARENT, traceparent.getBytes(StandardCharsets.US_ASCII));
    }
    return message;
  }
}
