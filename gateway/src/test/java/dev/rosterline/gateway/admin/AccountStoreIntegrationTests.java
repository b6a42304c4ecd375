package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.gateway.TestDatabase;
import dev.rosterline.gateway.access.Scopes;
import dev.rosterline.gateway.access.TokenFormat;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

@Tag("process")
class AccountStoreIntegrationTests {

  private static TestDatabase database;
  private static AccountStore store;

  private final UUID account = UUID.randomUUID();

  @BeforeAll
  static void start() throws Exception {
    database = new TestDatabase();
    store = new AccountStore(DatabaseClient.create(database.gateway()));
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @BeforeEach
  void account() {
    assertThat(get(store.create(account, "Test"))).isNotNull();
  }

  @Test
  void exactlyFiveOfTwentyTokensMadeAtOnceAreMade() {
    List<ObjectNode> made =
        Flux.merge(IntStream.range(0, 20).mapToObj(_ -> create()).toList())
            .collectList()
            .block(Duration.ofSeconds(20));
    assertThat(made).hasSize(5);
    assertThat(get(store.tokens(account))).hasSize(5);
  }

  @Test
  void revokedTokenMakesRoomAndStaysInTheList() {
    UUID first = make();
    IntStream.range(1, 5).forEach(_ -> make());
    assertThat(get(create())).isNull();

    assertThat(get(store.revoke(account, first))).isEqualTo(1);
    assertThat(get(create())).isNotNull();
    assertThat(get(store.tokens(account)))
        .hasSize(6)
        .filteredOn(t -> t.has("revokedAt"))
        .hasSize(1);
  }

  @Test
  void tokenOfAnotherAccountIsNotRevoked() {
    UUID token = make();
    assertThat(get(store.revoke(UUID.randomUUID(), token))).isZero();
  }

  @Test
  void expiredTokenFreesItsSlot() throws SQLException {
    UUID first = make();
    IntStream.range(1, 5).forEach(_ -> make());
    try (Connection connection = database.owner()) {
      connection
          .createStatement()
          .execute(
              "update account.token set expires_at = now() - interval '1 second' where id = '"
                  + first
                  + "'");
    }
    assertThat(get(create())).isNotNull();
    assertThat(get(create())).isNull();
  }

  @Test
  void accountIsReadAsItWasWritten() {
    assertThat(get(store.rename(account, "New"))).isNotNull();
    ObjectNode read = get(store.account(account));
    assertThat(read).isNotNull();
    assertThat(read.path("name").asString()).isEqualTo("New");
    assertThat(read.path("enabled").asBoolean()).isTrue();
    assertThat(read.path("gracePeriodDays").asInt()).isEqualTo(30);
  }

  private UUID make() {
    ObjectNode token = get(create());
    assertThat(token).isNotNull();
    return UUID.fromString(token.path("id").asString());
  }

  private Mono<ObjectNode> create() {
    String secret = TokenFormat.generate();
    return store.createToken(
        UUID.randomUUID(),
        account,
        new AccountStore.NewToken(
            "Test",
            TokenFormat.shown(secret),
            TokenFormat.hash(secret),
            Instant.now().plus(Duration.ofDays(1)),
            Scopes.ALL));
  }

  private static <T> @Nullable T get(Mono<T> mono) {
    return mono.block(Duration.ofSeconds(10));
  }
}
