package dev.rosterline.gateway.bulk;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandId;
import dev.rosterline.gateway.async.BulkResults;
import dev.rosterline.scim.json.ScimJson;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Keeps accepted bulk requests until they are done, and then what became of them. */
@Component
class BulkRequestStore implements BulkResults {

  /** So many of an account may be open. */
  static final int MOST_OPEN = 32;

  private static final String ADD =
      """
      insert into account.bulk_request (id, account_id, caller, body)
      select $1, $2, $3::jsonb, $4
       where (select count(*) from account.bulk_request o where o.account_id = $2 and o.done_at is null) < $5
      """;

  private static final String CLAIM =
      """
      update account.bulk_request set not_before = now() + interval '1 minute'
       where id in (select o.id from account.bulk_request o
                     where o.done_at is null and o.not_before <= now()
                     order by o.not_before limit 2 for update skip locked)
      returning id, account_id, caller::text as caller, body
      """;

  private static final String LATER =
      "update account.bulk_request set not_before = now() + interval '2 seconds' where id = $1 and done_at is null";

  private static final String FINISH =
      """
      update account.bulk_request set results = $2::jsonb, body = null, done_at = now()
       where id = $1 and done_at is null
      """;

  private static final String FORGET =
      "delete from account.bulk_request where done_at < now() - make_interval(secs => $1)";

  private static final String FIND =
      """
      select results::text as results from account.bulk_request
       where id = $1 and account_id = $2 and results is not null
      """;

  private final DatabaseClient database;

  BulkRequestStore(DatabaseClient database) {
    this.database = database;
  }

  /** False where the account has too many open ones. */
  Mono<Boolean> add(AcceptedBulk bulk) {
    return shielded(
        database
            .sql(ADD)
            .bind(0, bulk.id().value())
            .bind(1, bulk.caller().account().value())
            .bind(2, StoredCaller.write(bulk.caller()))
            .bind(3, ByteBuffer.wrap(bulk.body()))
            .bind(4, MOST_OPEN)
            .fetch()
            .rowsUpdated()
            .map(rows -> rows > 0));
  }

  /** Some that are due; nobody else gets them for a minute. */
  Flux<AcceptedBulk> claim() {
    return shielded(database.sql(CLAIM).map(BulkRequestStore::read).all().collectList())
        .flatMapIterable(all -> all);
  }

  Mono<Void> later(CommandId bulk) {
    return shielded(database.sql(LATER).bind(0, bulk.value()).fetch().rowsUpdated().then());
  }

  Mono<Void> finish(CommandId bulk, JsonNode results) {
    return shielded(
        database
            .sql(FINISH)
            .bind(0, bulk.value())
            .bind(1, results.toString())
            .fetch()
            .rowsUpdated()
            .then());
  }

  Mono<Void> forget(Duration kept) {
    return shielded(
        database.sql(FORGET).bind(0, (double) kept.toSeconds()).fetch().rowsUpdated().then());
  }

  @Override
  public Mono<JsonNode> find(AccountId account, CommandId bulk) {
    return shielded(
        database
            .sql(FIND)
            .bind(0, bulk.value())
            .bind(1, account.value())
            .map(row -> ScimJson.MAPPER.readTree(row.get("results", String.class)))
            .one());
  }

  private static AcceptedBulk read(Readable row) {
    AccountId account = new AccountId(Objects.requireNonNull(row.get("account_id", UUID.class)));
    ByteBuffer body = Objects.requireNonNull(row.get("body", ByteBuffer.class));
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return new AcceptedBulk(
        new CommandId(Objects.requireNonNull(row.get("id", UUID.class))),
        StoredCaller.read(account, Objects.requireNonNull(row.get("caller", String.class))),
        bytes);
  }

  /** A query that is cancelled can wedge its connection. */
  private static <T> Mono<T> shielded(Mono<T> work) {
    return Mono.fromFuture(work::toFuture, true);
  }
}
