package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.ReplyAddress;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Slot;
import dev.rosterline.gateway.access.Caller;
import dev.rosterline.gateway.async.Preference;
import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.gateway.reply.Answers;
import dev.rosterline.gateway.reply.Expected;
import dev.rosterline.gateway.reply.ScimResponse;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.json.Leniency;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The one way of every write: limits, body, command, log, outcome, answer.
 *
 * <p>Nothing is answered 2xx that is not durable. A request that was answered 503, or whose client
 * went away, may be repeated: it joins its first command, which has an effect once.
 */
public final class Writes {

  /** Exchange attribute: body of a request that was refused for what it says. */
  static final String REFUSED_BODY = Writes.class.getName() + ".refusedBody";

  private static final byte[] NOTHING = {};

  private final Intake intake;
  private final CommandPublisher publisher;
  private final Undelivered undelivered;
  private final Answers answers;
  private final Deferral deferral;
  private final ReplyAddress replyTo;
  private final Ids ids;
  private final Clock clock;

  /** What a request must pass before it is read. */
  record Intake(Admission admission, BodyReader bodies, LagGuard lag) {}

  /** How a request is answered, and where replies to this instance go. */
  record Answering(Answers answers, Deferral deferral, ReplyAddress replyTo) {}

  Writes(
      Intake intake,
      CommandPublisher publisher,
      Undelivered undelivered,
      Answering answering,
      Ids ids,
      Clock clock) {
    this.intake = intake;
    this.publisher = publisher;
    this.undelivered = undelivered;
    this.answers = answering.answers();
    this.deferral = answering.deferral();
    this.replyTo = answering.replyTo();
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param reader throws a {@link ScimException} for what is wrong with the request
   */
  public Mono<ServerResponse> handle(ServerRequest request, Function<WriteRequest, Draft> reader) {
    return request(request)
        .flatMap(write -> perform(write, refusable -> draft(request, refusable, reader)))
        .map(done -> new TrackedResponse(done.response(), done.delivered(), done.lost()));
  }

  /** Reads a request within the limits of its token and of a body. */
  public Mono<WriteRequest> request(ServerRequest request) {
    Caller caller = Caller.of(request);
    HttpHeaders answered = request.exchange().getResponse().getHeaders();
    // Whatever it is answered, an error too, might be answered otherwise (RFC 7240, 2).
    answered.add(HttpHeaders.VARY, Preference.PREFER);
    intake.admission().write(caller, answered);
    Mono<byte[]> body =
        request.method() == HttpMethod.DELETE
            ? Mono.just(NOTHING)
            : intake.bodies().read(request.exchange().getRequest());
    return body.map(bytes -> WriteRequest.of(request, caller, bytes));
  }

  /** One operation of a bulk request: counted, admitted and decided like a request of its own. */
  public Mono<Performed> operation(WriteRequest write, Function<WriteRequest, Draft> reader) {
    return Mono.defer(
        () -> {
          intake.admission().operation(write.caller());
          return perform(write, reader);
        });
  }

  private Mono<Performed> perform(WriteRequest write, Function<WriteRequest, Draft> reader) {
    Runnable leave = intake.admission().enter(write.caller());
    try {
      Draft draft = write.caller().reading(() -> reader.apply(write));
      if (!FastLane.mayBlock(draft.command())) {
        intake.lag().check();
      }
      return dispatched(write, draft).doFinally(signal -> leave.run());
    } catch (RuntimeException e) {
      leave.run();
      throw e;
    }
  }

  private static Draft draft(
      ServerRequest request, WriteRequest write, Function<WriteRequest, Draft> reader) {
    try {
      return reader.apply(write);
    } catch (ScimException e) {
      request.attributes().put(REFUSED_BODY, write.body());
      throw e;
    }
  }

  private Mono<Performed> dispatched(WriteRequest write, Draft draft) {
    CommandId known = write.command();
    if (known != null) {
      return joined(write, draft, attempt(known, draft));
    }
    Undelivered.Attempt earlier = undelivered.find(write);
    Duration patience = write.patience();
    if (patience != null) {
      return deferred(write, draft, patience, earlier);
    }
    return earlier == null ? first(write, draft) : joined(write, draft, earlier);
  }

  /** As if it was published before, by whoever began this; perhaps it was. */
  private static Undelivered.Attempt attempt(CommandId known, Draft draft) {
    ScimId resource = draft.resource();
    boolean created = draft.expected().form() == Expected.Form.CREATED;
    return new Undelivered.Attempt(
        known, created ? Ids.derivedResource(known, Slot.ofId(resource.value())) : resource);
  }

  private Mono<Performed> first(WriteRequest write, Draft draft) {
    CommandEnvelope envelope = envelope(write, draft, ids.command());
    Undelivered.Attempt attempt = new Undelivered.Attempt(envelope.id(), envelope.resource());
    Mono<Reply> reply = publisher.publish(envelope, attempt);
    return tracked(write, envelope, attempt, answers.of(envelope, draft.expected(), reply));
  }

  /**
   * Publishes again only what has no outcome and may never have been written, under the same ids:
   * should both be there, the second has no effect.
   */
  private Mono<Performed> joined(WriteRequest write, Draft draft, Undelivered.Attempt earlier) {
    CommandEnvelope envelope = envelope(write, draft.of(earlier.resource()), earlier.command());
    return tracked(write, envelope, earlier, repeated(envelope, draft, earlier));
  }

  private Mono<ScimResponse> repeated(
      CommandEnvelope envelope, Draft draft, Undelivered.Attempt earlier) {
    Mono<Reply> reply =
        earlier.isWritten()
            ? publisher.await(envelope)
            : Mono.defer(() -> publisher.publish(envelope, earlier));
    return answers
        .fromOutcome(envelope, draft.expected())
        .switchIfEmpty(answers.of(envelope, draft.expected(), reply));
  }

  /** Who grants no time at all needs no reply. */
  private Mono<Performed> deferred(
      WriteRequest write, Draft draft, Duration patience, Undelivered.@Nullable Attempt earlier) {
    Undelivered.Attempt attempt =
        earlier == null ? new Undelivered.Attempt(ids.command(), draft.resource()) : earlier;
    CommandEnvelope envelope = envelope(write, draft.of(attempt.resource()), attempt.command());
    Mono<ScimResponse> answer =
        deferral.answer(
            write,
            patience,
            envelope,
            attempt,
            () ->
                earlier == null
                    ? answers.of(envelope, draft.expected(), publisher.publish(envelope, attempt))
                    : repeated(envelope, draft, earlier));
    return tracked(write, envelope, attempt, answer);
  }

  private Mono<Performed> tracked(
      WriteRequest write,
      CommandEnvelope envelope,
      Undelivered.Attempt attempt,
      Mono<ScimResponse> answer) {
    Runnable lost = () -> undelivered.lost(write, attempt);
    Runnable delivered = () -> undelivered.delivered(write, attempt);
    return answer
        .map(response -> new Performed(envelope.resource(), response, delivered, lost))
        .doOnError(RetryLaterException.class, failure -> lost.run())
        .doOnCancel(lost)
        .doFinally(signal -> publisher.forget(envelope));
  }

  private CommandEnvelope envelope(WriteRequest write, Draft draft, CommandId id) {
    return new CommandEnvelope(
        id,
        write.caller().account(),
        draft.resource(),
        0,
        draft.command(),
        write.caller().source(),
        clock.instant(),
        Duration.ZERO.equals(write.patience()) ? null : replyTo,
        wire(draft.leniencies()),
        Traceparent.of(write.traceparent()),
        null);
  }

  private static List<String> wire(Set<Leniency> leniencies) {
    return leniencies.isEmpty()
        ? List.of()
        : leniencies.stream().map(Leniency::wire).sorted().toList();
  }
}
