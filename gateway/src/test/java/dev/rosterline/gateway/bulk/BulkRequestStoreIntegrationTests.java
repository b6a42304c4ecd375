package dev.rosterline.gateway.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy.MatchOn;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Source;
import dev.rosterline.gateway.TestDatabase;
import dev.rosterline.gateway.access.Caller;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.ScimJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@Tag("process")
class BulkRequestStoreIntegrationTests {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final byte[] BODY = "{\"Operations\":[]}".getBytes(StandardCharsets.UTF_8);

  private static TestDatabase database;
  private static DatabaseClient client;
  private static BulkRequestStore store;

  private final Ids ids = new Ids(Clock.systemUTC());
  private final AccountId account = new AccountId(UUID.randomUUID());
  private final Caller caller =
      new Caller(
          account,
          new Source(UUID.randomUUID(), "okta", "Okta"),
          Mode.STRICT,
          MatchOn.EMAIL,
          List.of());

  @BeforeAll
  static void start() throws Exception {
    database = new TestDatabase();
    client = DatabaseClient.create(database.gateway());
    store = new BulkRequestStore(client);
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @Test
  void whatIsKeptIsClaimedOnceAsItWasUntilItIsDone() {
    AcceptedBulk kept = add();

    List<AcceptedBulk> claimed =
        Flux.range(0, 40).flatMap(_ -> store.claim(), 8).collectList().block(LIMIT);

    assertThat(claimed).extracting(AcceptedBulk::id).containsOnlyOnce(kept.id());
    AcceptedBulk found =
        claimed.stream().filter(each -> each.id().equals(kept.id())).findFirst().orElseThrow();
    assertThat(found.caller()).isEqualTo(caller);
    assertThat(found.body()).isEqualTo(BODY);
    assertThat(find(kept, account)).isNull();
    done(kept);
    assertThat(find(kept, account)).isEqualTo(ScimJson.MAPPER.readTree("[{\"at\":\"now\"}]"));
    assertThat(find(kept, new AccountId(UUID.randomUUID()))).isNull();
    assertThat(count("body is not null")).isZero();
  }

  @Test
  void whatWasPutOffIsNotClaimedAtOnceNorIsWhatIsDone() {
    AcceptedBulk off = add();
    AcceptedBulk done = add();
    store.later(off.id()).block(LIMIT);
    done(done);
    store.later(done.id()).block(LIMIT);

    var claimed = new HashSet<>();
    store.claim().map(AcceptedBulk::id).doOnNext(claimed::add).blockLast(LIMIT);
    assertThat(claimed).doesNotContain(off.id(), done.id());
    assertThat(count("done_at is null and not_before > now()")).isEqualTo(1);
  }

  @Test
  void anAccountHasOnlySoManyOpen() {
    AcceptedBulk first = add();
    for (int i = 1; i < BulkRequestStore.MOST_OPEN; i++) {
      add();
    }

    assertThat(store.add(bulk()).block(LIMIT)).isFalse();
    done(first);
    assertThat(store.add(bulk()).block(LIMIT)).isTrue();
  }

  @Test
  void resultsAreForgottenAndOpenOnesAreNot() {
    AcceptedBulk done = add();
    add();
    done(done);

    store.forget(Duration.ofDays(1)).block(LIMIT);
    assertThat(find(done, account)).isNotNull();
    store.forget(Duration.ZERO).block(LIMIT);
    assertThat(find(done, account)).isNull();
    assertThat(count("done_at is null")).isEqualTo(1);
  }

  private AcceptedBulk bulk() {
    return new AcceptedBulk(ids.command(), caller, BODY);
  }

  private AcceptedBulk add() {
    client
        .sql("insert into account.account (id, name) values ($1, 'bulk') on conflict do nothing")
        .bind(0, account.value())
        .fetch()
        .rowsUpdated()
        .block(LIMIT);
    AcceptedBulk bulk = bulk();
    assertThat(store.add(bulk).block(LIMIT)).isTrue();
    return bulk;
  }

  private static void done(AcceptedBulk bulk) {
    store.finish(bulk.id(), ScimJson.MAPPER.readTree("[{\"at\":\"now\"}]")).block(LIMIT);
  }

  private static @Nullable JsonNode find(AcceptedBulk bulk, AccountId of) {
    return store.find(of, bulk.id()).block(LIMIT);
  }

  private long count(String condition) {
    Long rows =
        client
            .sql(
                "select count(*) as n from account.bulk_request where account_id = $1 and "
                    + condition)
            .bind(0, account.value())
            .map(row -> row.get("n", Long.class))
            .one()
            .block(LIMIT);
    return rows == null ? -1 : rows;
  }
}
