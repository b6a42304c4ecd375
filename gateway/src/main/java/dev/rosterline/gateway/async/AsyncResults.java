package dev.rosterline.gateway.async;

import dev.rosterline.gateway.access.Caller;
import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.gateway.reply.Outcomes;
import dev.rosterline.gateway.reply.ScimResponse;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
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
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,3}");
  private static final MediaType TOKEN = MediaType.valueOf("application/secevent+jwt");

  private final Transactions transactions;
  private final Outcomes outcomes;
  private final CompletionMapper mapper;
  private final BulkCompletions bulk;
  private final EventWriter events;
  private final Duration lookAgain;

  AsyncResults(
      Transactions transactions,
      Outcomes outcomes,
      CompletionMapper mapper,
      BulkCompletions bulk,
      EventWriter events,
      AsyncProperties properties) {
    this.transactions = transactions;
    this.outcomes = outcomes;
    this.mapper = mapper;
    this.bulk = bulk;
    this.events = events;
    this.lookAgain = properties.lookAgain();
  }

  /** An operation of a bulk request is told by its index behind a colon (RFC 9967, 2.5.1.2). */
  Mono<ServerResponse> read(ServerRequest request) {
    Caller caller = Caller.of(request);
    String txn = request.pathVariable("txn");
    int colon = txn.indexOf(':');
    return transactions
        .open(caller, colon < 0 ? txn : txn.substring(0, colon))
        .filter(known -> colon < 0 || known.type() == null)
        .switchIfEmpty(Mono.error(AsyncResults::unknown))
        .flatMap(
            known ->
                answer(request, caller, txn, known)
                    .onErrorMap(AsyncResults::isFault, failure -> unavailable(known, failure)))
        .switchIfEmpty(Mono.fromSupplier(() -> pending(txn)));
  }

  private Mono<ServerResponse> answer(
      ServerRequest request, Caller caller, String txn, Transaction known) {
    ResourceType type = known.type();
    if (type == null) {
      return bulk.of(caller.account(), known.command())
          .flatMap(all -> answer(request, caller, txn, all));
    }
    return outcomes
        .find(caller.account(), known.command())
        .map(outcome -> mapper.completion(known, type, outcome))
        .flatMap(done -> completed(request, events.claims(caller, txn, done)));
  }

  /** All of them as a set of tokens, in the form of RFC 8936, 2.3. */
  private Mono<ServerResponse> answer(
      ServerRequest request, Caller caller, String txn, List<Completion> all) {
    int colon = txn.indexOf(':');
    if (colon < 0) {
      List<ObjectNode> claims = new ArrayList<>();
      all.forEach(done -> claims.add(events.claims(caller, txn + ":" + claims.size(), done)));
      return events.tokens(claims).flatMap(sets -> ok(MediaType.APPLICATION_JSON, sets.toString()));
    }
    String index = txn.substring(colon + 1);
    if (!INDEX.matcher(index).matches() || Integer.parseInt(index) >= all.size()) {
      return Mono.error(unknown());
    }
    Completion done = all.get(Integer.parseInt(index));
    return completed(request, events.claims(caller, txn, done));
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

  private static boolean isFault(Throwable failure) {
    return !(failure instanceof ScimException) && !(failure instanceof RetryLaterException);
  }

  private static Throwable unavailable(Transaction transaction, Throwable failure) {
    LOG.warn("outcome cannot be read command={}: {}", transaction.command(), failure.toString());
    return RetryLaterException.unavailable(
        "The result cannot be read at the moment", Duration.ofSeconds(2));
  }
}
