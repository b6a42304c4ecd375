package dev.rosterline.audit.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rosterline.audit.AuditSystem;
import dev.rosterline.testbed.FaultProxy;
import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of the pool when a search within a limit of time loses its connection. */
@Tag("process")
class BrokenConnectionsIntegrationTests {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int POOL = 2;
  private static final ActivityQuery QUERY =
      new ActivityQuery(
          UUID.randomUUID(),
          null,
          null,
          null,
          null,
          "ada",
          new ActivityQuery.Who(null, null, null),
          50,
          null);

  @ParameterizedTest
  @ValueSource(strings = {"BEGIN", "enable_indexscan", "from activity.activity", "COMMIT"})
  void connectionsThatBreakAreReplaced(String fatal) throws Exception {
    AuditSystem system = AuditSystem.running();
    try (FaultProxy proxy = system.proxyToDatabase()) {
      ConnectionPool pool = system.pool(proxy, POOL);
      TextSearchStore store = new TextSearchStore(pool);
      proxy.loseAnswersTo(fatal, 1);
      for (int i = 0; i < 2 * POOL; i++) {
        assertThatThrownBy(() -> search(store)).isInstanceOf(RuntimeException.class);
      }
      assertThat(proxy.answersLost()).isPositive();
      proxy.loseNothing();

      await()
          .atMost(LIMIT)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(search(store)).isEmpty());
      assertThat(pool.getMetrics().orElseThrow().acquiredSize()).isZero();
      pool.dispose();
    }
  }

  private static List<ObjectNode> search(TextSearchStore store) {
    return store
        .byIndex(QUERY, Instant.now().minus(Duration.ofDays(1)), Duration.ofSeconds(5))
        .block(LIMIT);
  }
}
