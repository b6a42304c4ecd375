package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ReplyAddress;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.gateway.reply.Outcomes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Publishes an admin's command and waits: for the reply, else once for the outcome, else 503. */
final class LoggedAccountCommands implements AccountCommands {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final CommandPublisher publisher;
  private final Outcomes outcomes;
  private final ReplyAddress replyTo;
  private final Ids ids;
  private final Clock clock;

  LoggedAccountCommands(
      CommandPublisher publisher, Outcomes outcomes, ReplyAddress replyTo, Ids ids, Clock clock) {
    this.publisher = publisher;
    this.outcomes = outcomes;
    this.replyTo = replyTo;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<Reply> repeat(
      AccountId account,
      ScimId resource,
      Command command,
      Source source,
      @Nullable CommandId first) {
    return Mono.defer(() -> published(envelope(account, resource, command, source, first)));
  }

  private Mono<Reply> published(CommandEnvelope envelope) {
    var attempt = new Undelivered.Attempt(envelope.id(), envelope.resource());
    return publisher
        .publish(envelope, attempt)
        .publishOn(Schedulers.parallel())
        .switchIfEmpty(Mono.defer(() -> decided(envelope)))
        .switchIfEmpty(Mono.error(LoggedAccountCommands::undecided))
        .doFinally(_ -> publisher.forget(envelope));
  }

  private Mono<Reply> decided(CommandEnvelope envelope) {
    return outcomes
        .find(envelope.account(), envelope.id())
        .map(LoggedAccountCommands::withoutDocument);
  }

  private static Reply withoutDocument(Outcome outcome) {
    return new Reply(
        outcome.command(),
        outcome.status(),
        outcome.scimType(),
        outcome.detail(),
        outcome.version(),
        null,
        null,
        null);
  }

  private static RetryLaterException undecided() {
    return RetryLaterException.unavailable(
        "The change was accepted but is not decided yet; look again in a moment", RETRY_AFTER);
  }

  private CommandEnvelope envelope(
      AccountId account,
      ScimId resource,
      Command command,
      Source source,
      @Nullable CommandId first) {
    return new CommandEnvelope(
        ids.command(),
        account,
        resource,
        0,
        command,
        source,
        clock.instant(),
        replyTo,
        List.of(),
        null,
        first);
  }
}
