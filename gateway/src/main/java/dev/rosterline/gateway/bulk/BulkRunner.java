package dev.rosterline.gateway.bulk;

import dev.rosterline.gateway.async.AsyncProperties;
import dev.rosterline.gateway.async.BulkResults;
import dev.rosterline.gateway.dispatch.WriteRequest;
import dev.rosterline.gateway.reply.ScimResponse;
import dev.rosterline.scim.bulk.BulkOperation;
import dev.rosterline.scim.bulk.BulkReader;
import dev.rosterline.scim.bulk.BulkRequest;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries out accepted bulk requests, as their clients would have. Where there is no room or no
 * answer for the moment, the whole request is done again later: what was decided is found decided.
 */
final class BulkRunner implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(BulkRunner.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration CLEAN = Duration.ofMinutes(10);
  private static final int AT_ONCE = 4;

  private final BulkRequestStore store;
  private final Bulk bulk;
  private final AsyncProperties properties;
  private final Clock clock;
  private volatile @Nullable Disposable running;

  BulkRunner(BulkRequestStore store, Bulk bulk, AsyncProperties properties, Clock clock) {
    this.store = store;
    this.bulk = bulk;
    this.properties = properties;
    this.clock = clock;
  }

  /** Not before the database is migrated. */
  @Override
  public void start() {
    Flux<Void> work =
        Flux.interval(LOOK)
            .onBackpressureDrop()
            .concatMap(_ -> store.claim().onErrorResume(failure -> failed("claim", failure)), 1)
            .flatMap(this::carriedOut, AT_ONCE, 1);
    Flux<Void> cleaning =
        Flux.interval(CLEAN)
            .onBackpressureDrop()
            .concatMap(
                _ ->
                    store
                        .forget(properties.resultsKept())
                        .onErrorResume(failure -> failed("clean-up", failure)));
    running = Flux.merge(work, cleaning).subscribe();
  }

  /** What is under way is done again by another gateway, or by this one when it is back. */
  @Override
  public void stop() {
    Disposable current = running;
    if (current != null) {
      current.dispose();
    }
    running = null;
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  Mono<Void> carriedOut(AcceptedBulk accepted) {
    return Mono.defer(() -> attempt(accepted))
        .onErrorResume(failure -> failed(accepted.id().toString(), failure));
  }

  private Mono<Void> attempt(AcceptedBulk accepted) {
    WriteRequest write = WriteRequest.ofBulk(accepted.caller(), accepted.id(), accepted.body());
    BulkRequest request = BulkReader.read(accepted.body());
    BulkJob job = bulk.job(write, request);
    return job.run()
        .flatMap(
            results -> {
              job.delivered();
              return results.values().stream().anyMatch(Result::isForNow)
                  ? store.later(accepted.id())
                  : store.finish(accepted.id(), kept(request.operations(), results));
            });
  }

  /** One for each operation: for those that were never begun, too. */
  private ArrayNode kept(List<BulkOperation> operations, SortedMap<Integer, Result> results) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    String now = clock.instant().toString();
    for (int i = 0; i < operations.size(); i++) {
      Result result = results.get(i);
      all.add(
          kept(operations.get(i), result == null ? skipped() : result).put(BulkResults.AT, now));
    }
    return all;
  }

  private ObjectNode kept(BulkOperation operation, Result result) {
    ObjectNode said = bulk.said(operation, result);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put(BulkResults.SUBJECT, subject(operation.type(), result.id()));
    if (!result.isSuccess() && result.command() != null) {
      said.remove("response");
      node.put(BulkResults.COMMAND, result.command().toString());
    }
    node.set(BulkResults.OPERATION, said);
    return node;
  }

  private static String subject(@Nullable ResourceType type, @Nullable String id) {
    String endpoint = type == null ? "/Bulk" : type.endpoint();
    return type == null || id == null ? endpoint : endpoint + "/" + id;
  }

  private static Result skipped() {
    ScimError error = ScimError.of(409, "Not attempted: the limit of failOnErrors was reached");
    return new Result(null, ScimResponse.of(HttpStatus.CONFLICT, error.toJson()));
  }

  private static <T> Mono<T> failed(String what, Throwable failure) {
    LOG.warn("bulk={} failed; tried again: {}", what, failure.toString());
    return Mono.empty();
  }
}
