package dev.rosterline.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rosterline.contract.AccountId;
import dev.rosterline.gateway.error.RetryLaterException;
import dev.rosterline.testbed.FaultProxy;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** What becomes of the pool when PostgreSQL restarts, or what lies between drops connections. */
@Tag("process")
class BrokenConnectionsIntegrationTests {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int POOL = 2;

  @ParameterizedTest
  @ValueSource(strings = {"begin read only", "select 1", "commit"})
  void connectionsThatBreakAreReplaced(String fatal) throws Exception {
    try (FaultProxy proxy = SharedDatabase.proxy()) {
      ConnectionPool pool =
          new ConnectionPool(
              ConnectionPoolConfiguration.builder(SharedDatabase.gatewayConnections(proxy))
                  .maxSize(POOL)
                  .maxAcquireTime(Duration.ofSeconds(2))
                  .build());
      AccountScope scope = new AccountScope(pool);
      proxy.loseAnswersTo(fatal, 1);
      for (int i = 0; i < 3 * POOL; i++) {
        assertThatThrownBy(() -> one(scope)).isInstanceOf(RetryLaterException.class);
      }
      proxy.loseNothing();
      await()
          .atMost(LIMIT)
          .ignoreExceptionsInstanceOf(RetryLaterException.class)
          .untilAsserted(() -> assertThat(one(scope)).isEqualTo(1));
      pool.dispose();
    }
  }

  private static Integer one(AccountScope scope) {
    return scope
        .read(
            new AccountId(UUID.randomUUID()),
            connection ->
                Flux.from(connection.createStatement("select 1 as n").execute())
                    .flatMap(result -> result.map(row -> row.get("n", Integer.class)))
                    .next())
        .block(LIMIT);
  }
}
