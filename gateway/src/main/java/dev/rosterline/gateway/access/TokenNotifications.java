package dev.rosterline.gateway.access;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Hears of revoked tokens and changed accounts from all instances, on a connection of its own. */
@Component
public class TokenNotifications implements SmartLifecycle {

  /** Channel that {@code admin} notifies. */
  public static final String CHANNEL = "rosterline_token";

  private static final Logger LOG = LoggerFactory.getLogger(TokenNotifications.class);

  private final ConnectionFactory connections;
  private final Tokens tokens;
  private volatile Disposable.Composite listening = reactor.core.Disposables.composite();
  private volatile boolean running;

  TokenNotifications(ConnectionFactory connections, Tokens tokens) {
    this.connections = connections;
    this.tokens = tokens;
  }

  @Override
  public void start() {
    listening = reactor.core.Disposables.composite();
    listening.add(
        Flux.usingWhen(unpooled(connections).create(), this::listen, io.r2dbc.spi.Connection::close)
            .repeat()
            .retryWhen(
                Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
                    .maxBackoff(Duration.ofSeconds(5))
                    .doBeforeRetry(
                        signal ->
                            LOG.warn(
                                "not hearing of revoked tokens; trying again", signal.failure())))
            .subscribe());
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    listening.dispose();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** What was said while nobody listened is lost, so everything is forgotten first. */
  private Flux<Object> listen(io.r2dbc.spi.Connection connection) {
    PostgresqlConnection postgres = (PostgresqlConnection) connection;
    return postgres
        .createStatement("listen " + CHANNEL)
        .execute()
        .flatMap(result -> result.getRowsUpdated())
        .then(Mono.fromRunnable(tokens::forgetAll))
        .thenMany(postgres.getNotifications())
        .doOnNext(_ -> tokens.forgetAll())
        .cast(Object.class);
  }

  private static ConnectionFactory unpooled(ConnectionFactory factory) {
    ConnectionFactory inner = factory;
    while (inner instanceof Wrapped<?> wrapped
        && wrapped.unwrap() instanceof ConnectionFactory next) {
      inner = next;
    }
    return inner;
  }
}
