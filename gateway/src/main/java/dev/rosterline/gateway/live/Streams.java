package dev.rosterline.gateway.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * What is sent to a page that follows along: an event whenever there is something newer, a comment
 * where there is not. It ends when nobody can say any more, when the viewer may not look, and when
 * the gateway stops; the page comes back by itself then, and says meanwhile that it waits.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
public final class Streams implements ApplicationListener<ContextClosedEvent> {

  static final String NEWER = "newer";
  private static final Duration RECONNECT = Duration.ofSeconds(2);

  private final LiveProperties properties;
  private final Scheduler scheduler;
  private final Seats seats;
  private final Sinks.Empty<Void> stopped = Sinks.empty();

  Streams(LiveProperties properties, Scheduler scheduler, MeterRegistry meters) {
    this.properties = properties;
    this.scheduler = scheduler;
    this.seats = new Seats(properties.perSession(), properties.perGateway());
    Gauge.builder("rosterline.live.streams", seats, Seats::taken)
        .description("Pages of the console that are told when there is something newer")
        .register(meters);
  }

  /**
   * One that looks.
   *
   * @param session whose streams are counted together
   * @param last id of the event that the page saw last; null where it has seen none
   * @param may answers whether the viewer still has a session and the permission
   */
  public record Viewer(String session, @Nullable String last, Mono<Boolean> may) {}

  /** An error that is answered 429 or 503 where there are too many. */
  public Flux<ServerSentEvent<String>> of(Flux<Long> numbers, Viewer viewer) {
    return Flux.using(
        () -> seats.take(viewer.session()), _ -> events(numbers, viewer), Seats.Seat::close);
  }

  /** Shutting down waits for open answers; these would never end. */
  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    stopped.tryEmitEmpty();
  }

  private Flux<ServerSentEvent<String>> events(Flux<Long> numbers, Viewer viewer) {
    Flux<ServerSentEvent<String>> newer =
        numbers
            .map(number -> Long.toString(number))
            .skipWhile(id -> id.equals(viewer.last()))
            .map(Streams::newer)
            .onBackpressureLatest();
    Flux<ServerSentEvent<String>> beats =
        Flux.interval(properties.heartbeat(), scheduler)
            .onBackpressureDrop()
            .map(_ -> ServerSentEvent.<String>builder().comment("").build());
    // Headers leave with the first of these, and only then does the browser know that it is heard.
    Flux<ServerSentEvent<String>> opening =
        Flux.just(ServerSentEvent.<String>builder().comment("open").retry(RECONNECT).build());
    return opening
        .concatWith(Flux.merge(1, newer, beats).onErrorComplete())
        .takeUntilOther(end(viewer));
  }

  private Mono<Void> end(Viewer viewer) {
    Mono<Void> gone =
        Flux.interval(properties.recheck(), scheduler)
            .onBackpressureDrop()
            .concatMap(_ -> viewer.may())
            .filter(may -> !may)
            .next()
            .then();
    return Mono.firstWithSignal(stopped.asMono(), gone);
  }

  private static ServerSentEvent<String> newer(String id) {
    return ServerSentEvent.<String>builder().id(id).event(NEWER).data(id).build();
  }
}
