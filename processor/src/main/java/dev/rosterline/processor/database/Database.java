package dev.rosterline.processor.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Runs work in one transaction and blocks until it is over: the processor has one thread a
 * consumer, and nothing else to do meanwhile.
 *
 * <p>No call is ever cancelled: r2dbc-postgresql 1.1.1 wedges a pooled connection when a large
 * result is. Time is bounded on the server.
 */
@Component
public class Database {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ConnectionFactory connections;

  Database(ConnectionFactory connections) {
    this.connections = connections;
  }

  /** Commits what the work did, or rolls all of it back and throws what the work threw. */
  public <T> T inTransaction(Function<Sql, T> work) {
    Connection connection = await(Mono.from(connections.create()));
    try {
      await(Mono.from(connection.beginTransaction()).thenReturn(true));
      T result = work.apply(new Sql(connection));
      await(Mono.from(connection.commitTransaction()).thenReturn(true));
      return result;
    } catch (RuntimeException | Error failure) {
      rollBack(connection, failure);
      throw failure;
    } finally {
      Mono.from(connection.close()).subscribe();
    }
  }

  private static void rollBack(Connection connection, Throwable failure) {
    try {
      await(Mono.from(connection.rollbackTransaction()).thenReturn(true));
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  static <T> T await(Mono<T> work) {
    T result = Mono.fromFuture(work::toFuture, true).block(LIMIT);
    if (result == null) {
      throw new IllegalStateException("the database answered nothing");
    }
    return result;
  }
}
