package dev.rosterline.gateway.async;

import dev.rosterline.gateway.access.Caller;
import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.gateway.reply.Outcomes;
import dev.rosterline.gateway.reply.ScimResponse;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells how an accepted request ended, to whoever made it: 202 while nobody can tell yet, the
 * completion afterwards, 404 for anything else, always in the same words.
 */
@Component
class AsyncResults {

  private static final Logger LOG = LoggerFactory.getLogger(AsyncResults.class);
  private static final MediaType TOKEN = MediaType.valueOf("application/secevent+jwt");

  private final Transactions transactions;
  private final Outcomes outcomes;
  private final CompletionMapper mapper;
  private final EventWriter events;
  private final Duration lookAgain;

  AsyncResults(
      Transactions transactions,
      Outcomes outcomes,
      CompletionMapper mapper,
      EventWriter events,
      AsyncProperties properties) {
    this.transactions = transactions;
    this.outcomes = outcomes;
    this.mapper = mapper;
    this.events = events;
    this.lookAgain = properties.lookAgain();
  }

  Mono<ServerResponse> read(ServerRequest request) {
    Caller caller = Caller.of(request);
    String txn = request.pathVariable("txn");
    return transactions
        .open(caller, txn)
        .switchIfEmpty(Mono.error(AsyncResults::unknown))
        .flatMap(known -> answer(request, caller, txn, known));
  }

  private Mono<ServerResponse> answer(
      ServerRequest request, Caller caller, String txn, Transaction known) {
    ResourceType type = known.type();
    if (type == null) {
      return Mono.error(unknown());
    }
    return outcomes
        .find(caller.account(), known.command())
        .onErrorMap(failure -> unavailable(known, failure))
        .map(outcome -> mapper.completion(known, type, outcome))
        .flatMap(done -> completed(request, events.claims(caller, txn, done)))
        .switchIfEmpty(Mono.fromSupplier(() -> pending(txn)));
  }

  private Mono<ServerResponse> completed(ServerRequest request, ObjectNode claims) {
    return wantsJson(request.headers().asHttpHeaders())
        ? ok(MediaType.APPLICATION_JSON, claims.toString())
        : events.token(claims).flatMap(token -> ok(TOKEN, token));
  }

  private static Mono<ServerResponse> ok(MediaType type, String body) {
    return ServerResponse.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .contentType(type)
        .bodyValue(body);
  }

  private ServerResponse pending(String txn) {
    return ScimResponse.accepted()
        .with(Transactions.SET_TXN, txn)
        .with(HttpHeaders.CACHE_CONTROL, "no-store")
        .with(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, lookAgain.toSeconds())));
  }

  /** The token, unless only JSON is asked for: then what the token says. */
  private static boolean wantsJson(HttpHeaders headers) {
    String accept =
        String.join(",", headers.getOrEmpty(HttpHeaders.ACCEPT)).toLowerCase(Locale.ROOT);
    return (accept.contains("application/json") || accept.contains("application/scim+json"))
        && !accept.contains("application/secevent+jwt");
  }

  private static ScimException unknown() {
    return new ScimException(
        ScimError.notFound("There is no result of this transaction, or not any more"));
  }

  private static Throwable unavailable(Transaction transaction, Throwable failure) {
    LOG.warn("outcome cannot be read command={}: {}", transaction.command(), failure.toString());
    return RetryLaterException.unavailable(
        "The result cannot be read at the moment", Duration.ofSeconds(2));
  }
}
