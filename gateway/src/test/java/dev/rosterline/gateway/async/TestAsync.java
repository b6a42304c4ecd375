package dev.rosterline.gateway.async;

import dev.rosterline.gateway.keys.Keys;
import dev.rosterline.gateway.lookup.RepresentationWriter;
import dev.rosterline.gateway.reply.Outcomes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Asynchronous requests with keys that need no database. */
public final class TestAsync {

  public static final AsyncProperties PROPERTIES =
      new AsyncProperties(Duration.ofDays(7), Duration.ofSeconds(1));
  static final Keys KEYS = name -> Mono.just(key(name));

  private TestAsync() {}

  public static Transactions transactions(RepresentationWriter representations) {
    return new Transactions(KEYS, representations, PROPERTIES, Clock.systemUTC());
  }

  public static RouterFunction<ServerResponse> results(
      Transactions transactions,
      Outcomes outcomes,
      BulkResults bulk,
      RepresentationWriter representations) {
    EventWriter events = new EventWriter(KEYS, representations);
    return new AsyncResultRoutes()
        .asyncResultRouter(
            new AsyncResults(
                transactions,
                outcomes,
                new CompletionMapper(representations),
                new BulkCompletions(bulk, outcomes),
                events,
                PROPERTIES),
            events);
  }

  static byte[] key(String name) {
    return Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), 32);
  }
}
