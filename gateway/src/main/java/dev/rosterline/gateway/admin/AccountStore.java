package dev.rosterline.gateway.admin;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.gateway.access.Scopes;
import dev.rosterline.gateway.access.TokenNotifications;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rows of {@code account.account} and {@code account.token}. */
@Component
public class AccountStore {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String ACCOUNT = "id, name, directory.policy_of(id) as policy, created_at";

  private final DatabaseClient database;

  AccountStore(DatabaseClient database) {
    this.database = database;
  }

  Mono<ObjectNode> create(UUID id, String name) {
    return shielded(
        database
            .sql("insert into account.account (id, name) values ($1, $2) returning " + ACCOUNT)
            .bind(0, id)
            .bind(1, name)
            .map(AccountStore::accountRow)
            .one());
  }

  public Mono<List<ObjectNode>> accounts() {
    return shielded(
        database
            .sql("select " + ACCOUNT + " from account.account order by created_at, id")
            .map(AccountStore::accountRow)
            .all()
            .collectList());
  }

  public Mono<ObjectNode> account(UUID id) {
    return shielded(
        database
            .sql("select " + ACCOUNT + " from account.account where id = $1")
            .bind(0, id)
            .map(AccountStore::accountRow)
            .one());
  }

  public Mono<ObjectNode> rename(UUID id, String name) {
    return shielded(
        database
            .sql("update account.account set name = $2 where id = $1 returning " + ACCOUNT)
            .bind(0, id)
            .bind(1, name)
            .map(AccountStore::accountRow)
            .one());
  }

  /** Empty when all five slots are taken: the constraint decides, however many try at once. */
  public Mono<ObjectNode> createToken(UUID id, UUID account, NewToken token) {
    Mono<ObjectNode> inserted =
        database
            .sql(
                """
                insert into account.token (id, account_id, name, prefix, hash, live_slot, expires_at, scopes)
                select $1, $2, $3, $4, $5, slot, $6, $7
                  from generate_series(1, 5) slot
                 where slot not in (select live_slot from account.token where account_id = $2 and live_slot is not null)
                 order by slot limit 1
                on conflict (account_id, live_slot) do nothing
                returning id, name, prefix, created_at, expires_at, revoked_at, last_used_at, last_client, scopes
                """)
            .bind(0, id)
            .bind(1, account)
            .bind(2, token.name())
            .bind(3, token.prefix())
            .bind(4, token.hash().duplicate())
            .bind(5, token.expiresAt())
            .bind(6, token.scopes().names().toArray(String[]::new))
            .map(AccountStore::tokenRow)
            .one();
    Mono<Long> freed =
        database
            .sql(
                "update account.token set live_slot = null where account_id = $1 and expires_at <= now() and live_slot is not null")
            .bind(0, account)
            .fetch()
            .rowsUpdated();
    return shielded(
        freed
            .then(inserted.repeatWhenEmpty(5, attempts -> attempts))
            .onErrorResume(IllegalStateException.class, _ -> Mono.empty()));
  }

  /** Empty where the account has, or had, a token already. */
  Mono<ObjectNode> createFirstToken(UUID id, UUID account, NewToken token) {
    return shielded(
        database
            .sql(
                """
                insert into account.token (id, account_id, name, prefix, hash, live_slot, expires_at, scopes)
                select $1, a.id, $3, $4, $5, 1, $6, $7 from account.account a
                 where a.id = $2 and not exists (select from account.token t where t.account_id = a.id)
                on conflict do nothing
                returning id, name, prefix, created_at, expires_at, revoked_at, last_used_at, last_client, scopes
                """)
            .bind(0, id)
            .bind(1, account)
            .bind(2, token.name())
            .bind(3, token.prefix())
            .bind(4, token.hash().duplicate())
            .bind(5, token.expiresAt())
            .bind(6, token.scopes().names().toArray(String[]::new))
            .map(AccountStore::tokenRow)
            .one());
  }

  /**
   * A token about to be stored.
   *
   * @param prefix what may be shown of it later
   */
  public record NewToken(
      String name, String prefix, ByteBuffer hash, Instant expiresAt, Scopes scopes) {}

  public Mono<List<ObjectNode>> tokens(UUID account) {
    return shielded(
        database
            .sql(
                """
                select id, name, prefix, created_at, expires_at, revoked_at, last_used_at, last_client, scopes
                  from account.token where account_id = $1 order by created_at desc, id
                """)
            .bind(0, account)
            .map(AccountStore::tokenRow)
            .all()
            .collectList());
  }

  /** Revokes, and tells every instance. */
  public Mono<Long> revoke(UUID account, UUID token) {
    return shielded(
        database
            .sql(
                "update account.token set revoked_at = coalesce(revoked_at, now()), live_slot = null where account_id = $1 and id = $2")
            .bind(0, account)
            .bind(1, token)
            .fetch()
            .rowsUpdated()
            .flatMap(rows -> tellAll().thenReturn(rows)));
  }

  private Mono<Boolean> tellAll() {
    return database
        .sql("select pg_notify($1, '')::text is not null as told")
        .bind(0, TokenNotifications.CHANNEL)
        .map(_ -> true)
        .one();
  }

  private static ObjectNode accountRow(Readable row) {
    AccountPolicy policy = PolicyStore.read(row.get("policy", String.class));
    return MAPPER
        .createObjectNode()
        .put("id", text(row, "id", UUID.class))
        .put("name", row.get("name", String.class))
        .put("enabled", policy.integrationEnabled())
        .put("gracePeriodDays", policy.gracePeriodDays())
        .put("createdAt", text(row, "created_at", Instant.class));
  }

  private static ObjectNode tokenRow(Readable row) {
    ObjectNode node =
        MAPPER
            .createObjectNode()
            .put("id", text(row, "id", UUID.class))
            .put("name", row.get("name", String.class))
            .put("prefix", row.get("prefix", String.class))
            .put("createdAt", text(row, "created_at", Instant.class))
            .put("expiresAt", text(row, "expires_at", Instant.class));
    putIfSet(node, "revokedAt", row.get("revoked_at", Instant.class));
    putIfSet(node, "lastUsedAt", row.get("last_used_at", Instant.class));
    putIfSet(node, "lastClient", row.get("last_client", String.class));
    for (String scope : Objects.requireNonNull(row.get("scopes", String[].class))) {
      node.withArray("scopes").add(scope);
    }
    return node;
  }

  private static void putIfSet(ObjectNode node, String name, @Nullable Object value) {
    if (value != null) {
      node.put(name, value.toString());
    }
  }

  private static String text(Readable row, String column, Class<?> type) {
    return Objects.requireNonNull(row.get(column, type)).toString();
  }

  /** A cancelled query can wedge its connection. */
  private static <T> Mono<T> shielded(Mono<T> work) {
    return Mono.fromFuture(work::toFuture, true);
  }
}
