package dev.rosterline.processor.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Runs work in one transaction and waits for it. A caller that gives up does not cancel what is
 * running: r2dbc-postgresql would wedge the connection.
 */
public final class Database {

  private final ConnectionFactory connections;
  private final Duration limit;

  public Database(ConnectionFactory connections, Duration limit) {
    this.connections = connections;
    this.limit = limit;
  }

  /** The work's result, once it is committed; whatever fails is thrown and rolled back. */
  public <T> @Nullable T transaction(Function<Connection, Mono<T>> work) {
    return await(
        Mono.usingWhen(
            connections.create(),
            connection -> inTransaction(connection, work),
            Connection::close,
            (connection, _) -> rollBack(connection),
            Connection::close));
  }

  private static <T> Mono<T> inTransaction(
      Connection connection, Function<Connection, Mono<T>> work) {
    return Mono.from(connection.beginTransaction())
        .then(Mono.defer(() -> work.apply(connection)))
        .flatMap(
            result ->
                Mono.from(connection.commitTransaction()).then(Mono.fromSupplier(() -> result)));
  }

  /**
   * A connection that broke cannot roll back, and has to go back to the pool all the same: one that
   * does not is missing for good.
   */
  private static Mono<Void> rollBack(Connection connection) {
    return Mono.from(connection.rollbackTransaction())
        .onErrorComplete()
        .then(Mono.from(connection.close()));
  }

  private <T> @Nullable T await(Mono<T> work) {
    try {
      return work.toFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw first(e.getCause()) instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the database did not answer within " + limit, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the database", e);
    }
  }

  /** Of statements that travelled together the first to fail is why the others did. */
  private static @Nullable Throwable first(@Nullable Throwable failure) {
    @Nullable Throwable cause = failure;
    while (Exceptions.isMultiple(cause)) {
      cause = cause == null ? null : cause.getSuppressed()[0];
    }
    return cause;
  }
}
