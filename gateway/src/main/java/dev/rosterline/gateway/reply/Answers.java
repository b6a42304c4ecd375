package dev.rosterline.gateway.reply;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Reply;
import dev.rosterline.gateway.error.RetryLaterException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Answers a command's request: from the reply, else once from the database, else 503. */
@Component
public class Answers {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  private final ReplyMapper mapper;
  private final Outcomes outcomes;
  private final Duration databaseWait;
  private final Counter fromDatabase;
  private final Counter unknown;

  public Answers(
      ReplyMapper mapper, Outcomes outcomes, ReplyProperties properties, MeterRegistry meters) {
    this.mapper = mapper;
    this.outcomes = outcomes;
    this.databaseWait = properties.databaseWait();
    this.fromDatabase = meters.counter("rosterline.reply.late", "answer", "database");
    this.unknown = meters.counter("rosterline.reply.late", "answer", "unknown");
  }

  /**
   * Leaves the thread that reads replies at once: it has those of many others to hand out.
   *
   * @param reply empty if none came in time
   */
  public Mono<ScimResponse> of(CommandEnvelope command, Expected expected, Mono<Reply> reply) {
    return reply
        .publishOn(Schedulers.parallel())
        .flatMap(found -> mapper.answer(expected, command.account(), command.resource(), found))
        .switchIfEmpty(Mono.defer(() -> late(command, expected)));
  }

  /** From the database alone; empty if the command is not decided yet, or nobody can tell. */
  public Mono<ScimResponse> fromOutcome(CommandEnvelope command, Expected expected) {
    return outcomes
        .find(command.account(), command.id())
        .flatMap(found -> mapper.answer(expected, command.account(), command.resource(), found))
        .timeout(databaseWait)
        .onErrorResume(
            failure -> {
              log.warn(
                  "outcome cannot be read command={}: {}; treated as unknown",
                  command.id(),
                  failure.toString());
              return Mono.empty();
            });
  }

  private Mono<ScimResponse> late(CommandEnvelope command, Expected expected) {
    return fromOutcome(command, expected)
        .doOnNext(answer -> fromDatabase.increment())
        .switchIfEmpty(Mono.defer(this::unknown));
  }

  private Mono<ScimResponse> unknown() {
    unknown.increment();
    return Mono.error(
        RetryLaterException.unavailable(
            "The change was accepted but is not decided yet; repeat the request", RETRY_AFTER));
  }
}
