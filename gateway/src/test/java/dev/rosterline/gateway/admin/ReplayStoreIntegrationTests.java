package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.gateway.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

@Tag("process")
class ReplayStoreIntegrationTests {

  private static TestDatabase database;
  private static ReplayStore store;

  private final UUID account = UUID.randomUUID();
  private final UUID operation = UUID.randomUUID();

  @BeforeAll
  static void start() throws Exception {
    database = new TestDatabase();
    store = new ReplayStore(DatabaseClient.create(database.gateway()));
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @Test
  void oneOfTwentyWhoAskAtOnceDoesItAgain() {
    List<Boolean> claimed =
        Flux.merge(IntStream.range(0, 20).mapToObj(_ -> store.claim(account, operation)).toList())
            .collectList()
            .block(Duration.ofSeconds(20));
    assertThat(claimed).hasSize(20).containsOnlyOnce(true);
  }

  @Test
  void whatFailedAgainMayBeTriedAgainAndWhatWentWellMayNot() {
    assertThat(claim(operation)).isTrue();
    ended(409);
    assertThat(claim(operation)).isTrue();
    ended(200);
    assertThat(claim(operation)).isFalse();
    assertThat(claim(UUID.randomUUID())).isTrue();
  }

  @Test
  void whatWasDoneAgainAloneIsNotDoneWithOthers() {
    ended(201);
    assertThat(claim(operation)).isFalse();
  }

  @Test
  void whatNobodyHeardOfForLongMayBeTriedAgain() throws Exception {
    assertThat(claim(operation)).isTrue();
    try (var connection = database.owner();
        var statement = connection.createStatement()) {
      statement.execute(
          "update account.replay set begun_at = now() - interval '6 minutes' where operation_id = '"
              + operation
              + "'");
    }
    assertThat(claim(operation)).isTrue();
    assertThat(claim(operation)).isFalse();
  }

  private boolean claim(UUID one) {
    return Boolean.TRUE.equals(store.claim(account, one).block(Duration.ofSeconds(20)));
  }

  private void ended(int status) {
    store.ended(account, operation, status).block(Duration.ofSeconds(20));
  }
}
