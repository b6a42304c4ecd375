package dev.rosterline.audit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rosterline.audit.AuditSystem;
import dev.rosterline.audit.TestOutcomes;
import dev.rosterline.audit.integrity.ActivityRow;
import dev.rosterline.audit.integrity.Seals;
import dev.rosterline.audit.recording.ActivityStore.Received;
import dev.rosterline.testbed.FaultProxy;
import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the pool when a transaction that records loses its connection. */
@Tag("process")
class BrokenConnectionsIntegrationTests {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int POOL = 2;

  @ParameterizedTest
  @ValueSource(strings = {"BEGIN", "cross join lateral", "update activity.chain_head", "COMMIT"})
  void connectionsThatBreakAreReplaced(String fatal) throws Exception {
    AuditSystem system = AuditSystem.running();
    try (FaultProxy proxy = system.proxyToDatabase()) {
      ConnectionPool pool = system.pool(proxy, POOL);
      ActivityStore store = new ActivityStore(pool, system.bean(Seals.class));
      proxy.loseAnswersTo(fatal, 1);
      for (int i = 0; i < 2 * POOL; i++) {
        assertThatThrownBy(() -> record(store, received())).isInstanceOf(RuntimeException.class);
      }
      assertThat(proxy.answersLost()).isPositive();
      proxy.loseNothing();

      Received row = received();
      await()
          .atMost(LIMIT)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(record(store, row)).isBetween(0L, 1L));
      assertThat(system.rows(row.row().account())).isEqualTo(1);
      assertThat(pool.getMetrics().orElseThrow().acquiredSize()).isZero();
      pool.dispose();
    }
  }

  private static Received received() {
    return new Received(ActivityRow.of(new TestOutcomes().applied("ada")), 3);
  }

  private static Long record(ActivityStore store, Received row) {
    return store.insert(List.of(row)).block(LIMIT);
  }
}
