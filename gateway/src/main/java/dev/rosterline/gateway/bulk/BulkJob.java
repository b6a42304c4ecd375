package dev.rosterline.gateway.bulk;

import dev.rosterline.gateway.dispatch.Performed;
import dev.rosterline.gateway.dispatch.Rejections;
import dev.rosterline.gateway.dispatch.WriteRequest;
import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.gateway.reply.ScimResponse;
import dev.rosterline.scim.bulk.BulkOperation;
import dev.rosterline.scim.bulk.BulkRequest;
import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One bulk request on its way: begins what the plan allows, and goes on whenever something is over.
 *
 * <p>When an operation is answered 503, those not begun are too: each would wait as long as the
 * first, and the client has gone by then.
 */
final class BulkJob {

  private static final Logger log = LoggerFactory.getLogger(BulkJob.class);

  private final WriteRequest bulk;
  private final BulkRequest request;
  private final BulkOperations operations;
  private final Rejections rejections;
  private final BulkPlan plan;
  private final Sinks.Many<Step> steps = Sinks.many().unicast().onBackpressureBuffer();
  private final SortedMap<Integer, Result> results = new TreeMap<>();
  private final List<Performed> performed = new ArrayList<>();
  private boolean away;

  BulkJob(
      WriteRequest bulk, BulkRequest request, BulkOperations operations, Rejections rejections) {
    this.bulk = bulk;
    this.request = request;
    this.operations = operations;
    this.rejections = rejections;
    this.plan = new BulkPlan(request);
  }

  /** What became of the operations that were begun, by their index. */
  Mono<SortedMap<Integer, Result>> run() {
    return Mono.defer(
            () -> {
              advance();
              return steps
                  .asFlux()
                  .flatMap(this::perform, BulkPlan.MAX_RUNNING)
                  .then(Mono.fromSupplier(this::results));
            })
        .doOnCancel(this::lost);
  }

  synchronized void delivered() {
    performed.forEach(done -> done.delivered().run());
  }

  synchronized void lost() {
    performed.forEach(done -> done.lost().run());
  }

  private synchronized SortedMap<Integer, Result> results() {
    plan.halfDone().stream()
        .forEach(index -> results.put(index, incomplete(index, "an operation before it failed")));
    return results;
  }

  private synchronized void advance() {
    plan.next().forEach(steps::tryEmitNext);
    if (plan.isOver()) {
      steps.tryEmitComplete();
    }
  }

  private Mono<Void> perform(Step step) {
    BulkOperation operation = request.operations().get(step.index());
    return attempt(step, operation)
        .map(done -> successful(step, done))
        .onErrorResume(failure -> Mono.just(failed(step, operation, failure)))
        .doOnNext(result -> ended(step, result))
        .then();
  }

  private Mono<Performed> attempt(Step step, BulkOperation operation) {
    ScimError error = operation.error();
    if (error != null) {
      return Mono.error(new ScimException(error));
    }
    synchronized (this) {
      if (away) {
        return Mono.error(new ScimException(ScimError.of(503, "Not tried; repeat the request")));
      }
    }
    return switch (step) {
      case Step.Whole whole -> Mono.defer(() -> operations.whole(bulk, operation, whole));
      case Step.Partly partly -> Mono.defer(() -> operations.partly(bulk, operation, partly));
      case Step.Completed rest -> Mono.defer(() -> operations.completed(bulk, operation, rest));
      case Step.Unresolved unresolved ->
          Mono.error(
              new ScimException(
                  ScimError.of(
                      409, "bulkId \"" + unresolved.name() + "\" was not made by this request")));
    };
  }

  private synchronized Result successful(Step step, Performed done) {
    performed.add(done);
    BulkOperation operation = request.operations().get(step.index());
    boolean made = !operation.isPost() || done.response().statusCode().is2xxSuccessful();
    Result result =
        new Result(
            made ? done.resource().toString() : null,
            done.response(),
            BulkOperations.command(bulk, step));
    Result earlier = results.get(step.index());
    if (step instanceof Step.Completed && earlier != null) {
      return result.isSuccess()
          ? new Result(earlier.id(), created(result.response()))
          : incomplete(step.index(), "its references were refused");
    }
    return result;
  }

  /** The version is that of the last change, the status that of the create. */
  private static ScimResponse created(ScimResponse last) {
    ScimResponse response = ScimResponse.of(HttpStatus.CREATED, last.body());
    String version = last.headers().getETag();
    return version == null ? response : response.with("ETag", version);
  }

  private Result incomplete(int index, String reason) {
    Result earlier = results.get(index);
    String id = earlier == null ? null : earlier.id();
    ScimError error =
        ScimError.of(409, "It was made without references that stand in a circle: " + reason);
    return new Result(id, response(error));
  }

  private Result failed(Step step, BulkOperation operation, Throwable failure) {
    ScimError error =
        switch (failure) {
          case ScimException refused -> refused.error();
          case RetryLaterException later -> later.error();
          default -> internal(failure);
        };
    boolean decided = step instanceof Step.Unresolved || failure instanceof ScimException;
    if (decided && error.status() < 500 && operation.type() != null) {
      rejections.refused(bulk.caller(), operation.type(), error, operation.data());
    }
    return new Result(target(step, operation), response(error));
  }

  private synchronized @Nullable String target(Step step, BulkOperation operation) {
    Result earlier = results.get(step.index());
    if (earlier != null) {
      return earlier.id();
    }
    return switch (step) {
      case Step.Whole whole -> BulkOperations.target(operation, whole.ids());
      case Step.Partly _, Step.Completed _, Step.Unresolved _ ->
          operation.isPost() ? null : operation.target();
    };
  }

  private static ScimError internal(Throwable failure) {
    log.error("unexpected failure in an operation of a bulk request; answered 500", failure);
    return ScimError.of(500, "Something went wrong on the server; it has been logged");
  }

  private static ScimResponse response(ScimError error) {
    HttpStatus status = HttpStatus.resolve(error.status());
    return ScimResponse.of(
        status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status, error.toJson());
  }

  private synchronized void ended(Step step, Result result) {
    int index = step.index();
    results.put(index, result);
    away |= result.response().statusCode().value() == 503;
    String id = result.id();
    if (result.isSuccess() && id != null && request.operations().get(index).isPost()) {
      plan.created(index, id);
    }
    if (step instanceof Step.Partly && result.isSuccess()) {
      plan.halfDone(index);
    } else {
      plan.over(index, result.isSuccess());
    }
    advance();
  }
}
