package dev.rosterline.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import dev.rosterline.gateway.error.RetryLaterException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class StreamsTests {

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Streams streams =
      new Streams(
          new LiveProperties(
              Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofSeconds(20), 2, 3),
          time,
          meters);
  private final Sinks.Many<Long> numbers = Sinks.many().replay().latest();
  private final AtomicBoolean may = new AtomicBoolean(true);
  private final List<String> sent = new ArrayList<>();
  private boolean ended;

  @AfterEach
  void stop() {
    time.dispose();
  }

  @Test
  void eventHasTheNumberAsItsId() {
    numbers.tryEmitNext(7L);
    open("a", null);
    numbers.tryEmitNext(9L);
    assertThat(sent).containsExactly("open", "newer 7", "newer 9");
  }

  @Test
  void whoComesBackHearsOnlyWhetherSomethingIsNewer() {
    numbers.tryEmitNext(7L);
    open("a", "7");
    assertThat(sent).containsExactly("open");
    numbers.tryEmitNext(8L);
    assertThat(sent).containsExactly("open", "newer 8");

    sent.clear();
    open("b", "7");
    assertThat(sent).containsExactly("open", "newer 8");
  }

  @Test
  void somethingIsSentWhereNothingHappens() {
    open("a", null);
    time.advanceTimeBy(Duration.ofSeconds(31));
    assertThat(sent).containsExactly("open", "", "");
  }

  @Test
  void streamEndsWhenTheViewerMayNotLookAnyMore() {
    open("a", null);
    time.advanceTimeBy(Duration.ofSeconds(21));
    assertThat(ended).isFalse();
    may.set(false);
    time.advanceTimeBy(Duration.ofSeconds(20));
    assertThat(ended).isTrue();
    assertThat(open()).isZero();
  }

  @Test
  void streamsEndWhenTheGatewayStops() {
    open("a", null);
    streams.onApplicationEvent(new ContextClosedEvent(mock(ApplicationContext.class)));
    assertThat(ended).isTrue();

    ended = false;
    open("late", null);
    assertThat(ended).isTrue();
    assertThat(open()).isZero();
  }

  @Test
  void streamEndsWithoutAnErrorWhenNobodyCanSay() {
    open("a", null);
    numbers.tryEmitError(new IllegalStateException("away"));
    assertThat(ended).isTrue();
    assertThat(open()).isZero();
  }

  @Test
  void sessionAndGatewayHaveBoundsAndWhoLeavesMakesRoom() {
    open("a", null);
    Disposable second = open("a", null);
    assertRefused(429, "a");
    open("b", null);
    assertRefused(503, "c");
    assertThat(open()).isEqualTo(3);

    second.dispose();
    assertThat(open()).isEqualTo(2);
    open("a", null);
    assertThat(open()).isEqualTo(3);
  }

  private double open() {
    return meters.get("rosterline.live.streams").gauge().value();
  }

  private void assertRefused(int status, String session) {
    Flux<ServerSentEvent<String>> stream = streams.of(numbers.asFlux(), viewer(session, null));
    assertThatExceptionOfType(RetryLaterException.class)
        .isThrownBy(stream::blockFirst)
        .matches(refused -> refused.error().status() == status);
  }

  private Disposable open(String session, @Nullable String last) {
    return streams
        .of(numbers.asFlux(), viewer(session, last))
        .subscribe(event -> sent.add(text(event)), null, () -> ended = true);
  }

  private Streams.Viewer viewer(String session, @Nullable String last) {
    return new Streams.Viewer(session, last, Mono.fromSupplier(may::get));
  }

  private static String text(ServerSentEvent<String> event) {
    return event.comment() != null ? event.comment() : event.event() + " " + event.id();
  }
}
