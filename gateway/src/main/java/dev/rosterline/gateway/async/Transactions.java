package dev.rosterline.gateway.async;

import dev.rosterline.contract.Ids;
import dev.rosterline.gateway.access.Caller;
import dev.rosterline.gateway.keys.Keys;
import dev.rosterline.gateway.lookup.RepresentationWriter;
import dev.rosterline.gateway.reply.ScimResponse;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Gives accepted requests their transaction and knows it again, in any gateway and after a restart.
 * Nothing is kept for it, so accepting costs no write but the one to the log.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9967#section-2.5.1.1">RFC 9967, 2.5.1.1</a>
 */
@Component
public class Transactions {

  public static final String RESULTS = "/AsyncResults/";
  static final String SET_TXN = "Set-Txn";

  private static final String APPLIED = "Preference-Applied";

  private final Keys keys;
  private final RepresentationWriter representations;
  private final AsyncProperties properties;
  private final Clock clock;

  public Transactions(
      Keys keys, RepresentationWriter representations, AsyncProperties properties, Clock clock) {
    this.keys = keys;
    this.representations = representations;
    this.properties = properties;
    this.clock = clock;
  }

  /** The answer to a request that is accepted; to be sent when it is durable, not before. */
  public Mono<ScimResponse> accepted(Caller caller, Transaction transaction) {
    return seal().map(seal -> accepted(seal.seal(caller, transaction)));
  }

  /** Empty where it is not the caller's, or too long ago. */
  Mono<Transaction> open(Caller caller, String text) {
    return seal()
        .mapNotNull(seal -> seal.open(caller, text))
        .filter(
            known ->
                Ids.instantOf(known.command().value())
                    .plus(properties.resultsKept())
                    .isAfter(clock.instant()));
  }

  private ScimResponse accepted(String txn) {
    return ScimResponse.accepted()
        .with(SET_TXN, txn)
        .with(APPLIED, Preference.RESPOND_ASYNC)
        .with(HttpHeaders.LOCATION, representations.baseUrl() + RESULTS + txn);
  }

  private Mono<TransactionSeal> seal() {
    return keys.key("transaction").map(TransactionSeal::new);
  }
}
