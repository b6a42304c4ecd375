package dev.rosterline.gateway.bulk;

import dev.rosterline.contract.Ids;
import dev.rosterline.gateway.async.Transaction;
import dev.rosterline.gateway.async.Transactions;
import dev.rosterline.gateway.dispatch.WriteRequest;
import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.scim.bulk.BulkReader;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Takes bulk requests whose clients do not wait. An operation may depend on what became of one
 * before it, so not all of them can be on the log at once: the request itself is kept before 202.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9967#section-2.5.1.2">RFC 9967, 2.5.1.2</a>
 */
@Component
public class BulkAcceptance {

  private static final Logger LOG = LoggerFactory.getLogger(BulkAcceptance.class);

  private final Transactions transactions;
  private final BulkRequestStore store;
  private final Ids ids;

  BulkAcceptance(Transactions transactions, BulkRequestStore store, Ids ids) {
    this.transactions = transactions;
    this.store = store;
    this.ids = ids;
  }

  /** What cannot be read as a bulk request is refused at once. */
  Mono<ServerResponse> accepted(WriteRequest bulk) {
    BulkReader.read(bulk.body());
    AcceptedBulk accepted =
        new AcceptedBulk(ids.command(), bulk.caller(), Passwords.emptied(bulk.body()));
    return transactions
        .accepted(bulk.caller(), new Transaction(accepted.id(), HttpMethod.POST, null))
        .flatMap(
            answer ->
                store
                    .add(accepted)
                    .onErrorMap(BulkAcceptance::unavailable)
                    .filter(added -> added)
                    .switchIfEmpty(Mono.error(BulkAcceptance::tooMany))
                    .thenReturn(answer));
  }

  private static RetryLaterException tooMany() {
    return RetryLaterException.tooMany(
        "This account may have " + BulkRequestStore.MOST_OPEN + " bulk requests waiting");
  }

  private static Throwable unavailable(Throwable failure) {
    LOG.warn("a bulk request cannot be kept; answered 503: {}", failure.toString());
    return RetryLaterException.unavailable(
        "The request could not be written down", Duration.ofSeconds(2));
  }
}
