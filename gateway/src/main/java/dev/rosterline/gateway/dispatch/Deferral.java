package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.gateway.async.Transaction;
import dev.rosterline.gateway.async.Transactions;
import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.gateway.reply.ScimResponse;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Answers writes whose client would rather not wait: 202 once the log has the command for sure, or
 * the outcome where it comes within the time that the client grants.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9967#section-2.5.1.1">RFC 9967, 2.5.1.1</a>
 */
final class Deferral {

  private final CommandPublisher publisher;
  private final Transactions transactions;

  Deferral(CommandPublisher publisher, Transactions transactions) {
    this.publisher = publisher;
    this.transactions = transactions;
  }

  /** The transaction comes first: what cannot be told the client must not be written down. */
  Mono<ScimResponse> answer(
      WriteRequest write,
      Duration patience,
      CommandEnvelope envelope,
      Undelivered.Attempt attempt,
      Supplier<Mono<ScimResponse>> waiting) {
    ResourceType type =
        envelope.resourceType().equals("Group") ? ResourceType.GROUP : ResourceType.USER;
    return transactions
        .accepted(write.caller(), new Transaction(envelope.id(), write.method(), type))
        .flatMap(
            accepted ->
                patience.isZero()
                    ? written(envelope, attempt).thenReturn(accepted)
                    : inTime(waiting.get(), patience, attempt, accepted));
  }

  private Mono<Void> written(CommandEnvelope envelope, Undelivered.Attempt attempt) {
    return attempt.isWritten()
        ? Mono.empty()
        : publisher.write(envelope, attempt).publishOn(Schedulers.parallel());
  }

  /** Whoever is told to come back was not accepted: what is not on the log for sure is not. */
  private static Mono<ScimResponse> inTime(
      Mono<ScimResponse> waiting,
      Duration patience,
      Undelivered.Attempt attempt,
      ScimResponse accepted) {
    RetryLaterException unsure =
        RetryLaterException.unavailable(
            "The change is not written down yet; repeat the request", Duration.ofSeconds(1));
    return waiting
        .timeout(patience, Mono.error(unsure))
        .onErrorResume(
            RetryLaterException.class,
            later -> attempt.isWritten() ? Mono.just(accepted) : Mono.error(later));
  }
}
