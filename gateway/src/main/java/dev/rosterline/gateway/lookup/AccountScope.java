package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.gateway.stall.StallGuard;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the directory as one account: row-level security shows the account that the transaction
 * names, or nothing. A failed read is 503, never "not found"; while PostgreSQL is away, requests
 * are answered so at once.
 */
@Component
public class AccountScope {

  private static final Logger LOG = LoggerFactory.getLogger(AccountScope.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final ConnectionFactory connections;
  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "postgresql",
          CircuitBreakerConfig.custom()
              .slidingWindowSize(50)
              .minimumNumberOfCalls(20)
              .waitDurationInOpenState(RETRY_AFTER)
              .ignoreException(failure -> isOurs(failure) || isTooSlow(failure))
              .build());

  /** Longer than a statement may take, shorter than a client is promised to wait. */
  private final StallGuard stall = StallGuard.within(Duration.ofSeconds(8));

  public AccountScope(ConnectionFactory connections) {
    this.connections = connections;
  }

  /**
   * The work is never cancelled, a client may hang up or not: r2dbc-postgresql would wedge the
   * connection.
   */
  public <T> Mono<T> read(AccountId account, Function<Connection, Mono<T>> work) {
    Mono<T> scoped =
        Mono.usingWhen(
            connections.create(),
            connection -> enter(connection, account).then(Mono.defer(() -> work.apply(connection))),
            AccountScope::commit,
            (connection, _) -> rollBack(connection),
            AccountScope::rollBack);
    return shielded(scoped);
  }

  /** For a function that names the account itself: one round trip, in a transaction of its own. */
  <T> Mono<T> call(Function<Connection, Mono<T>> work) {
    return shielded(Mono.usingWhen(connections.create(), work, Connection::close));
  }

  private <T> Mono<T> shielded(Mono<T> work) {
    return stall
        .shielded(work)
        .transformDeferred(CircuitBreakerOperator.of(breaker))
        .onErrorMap(failure -> !isOurs(failure), AccountScope::unavailable);
  }

  /**
   * One round trip: without parameters several statements travel together. An AccountId is a UUID,
   * nothing to escape.
   */
  private static Mono<Void> enter(Connection connection, AccountId account) {
    return run(
        connection, "begin read only; set local rosterline.account = '" + account.value() + "'");
  }

  /** A connection that broke has to go back to the pool, too, or it is missing for good. */
  private static Mono<Void> commit(Connection connection) {
    return run(connection, "commit")
        .onErrorResume(failure -> close(connection).then(Mono.error(failure)))
        .then(close(connection));
  }

  private static Mono<Void> rollBack(Connection connection) {
    return run(connection, "rollback").onErrorComplete().then(close(connection));
  }

  private static Mono<Void> close(Connection connection) {
    return Mono.from(connection.close());
  }

  private static Mono<Void> run(Connection connection, String sql) {
    return Flux.from(connection.createStatement(sql).execute())
        .flatMap(Result::getRowsUpdated)
        .then();
  }

  /** A statement that can never run is a bug, and no sign of PostgreSQL being away. */
  private static boolean isOurs(Throwable failure) {
    return failure instanceof R2dbcBadGrammarException
        || failure instanceof R2dbcDataIntegrityViolationException;
  }

  /** One client's costly filter must not shut the others out. */
  private static boolean isTooSlow(Throwable failure) {
    return failure instanceof R2dbcException timeout && "57014".equals(timeout.getSqlState());
  }

  private static Throwable unavailable(Throwable failure) {
    LOG.warn("the directory cannot be read; the request is answered 503: {}", failure.toString());
    return RetryLaterException.unavailable(
        "The directory cannot be read at the moment", RETRY_AFTER);
  }
}
