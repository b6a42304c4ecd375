package dev.rosterline.gateway.access;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.wire.PolicyWire;
import dev.rosterline.gateway.stall.StallGuard;
import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.SchemaReader;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Finds tokens by their hash and notes their use. */
@Component
class TokenStore {

  private final DatabaseClient database;

  /** While PostgreSQL is away, an unknown caller is told so at once. */
  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "tokens",
          CircuitBreakerConfig.custom()
              .slidingWindowSize(20)
              .minimumNumberOfCalls(10)
              .waitDurationInOpenState(Duration.ofSeconds(2))
              .build());

  /** With the wait for an outcome behind it, a request still has its answer within 9 seconds. */
  private final StallGuard stall = StallGuard.within(Duration.ofSeconds(3));

  TokenStore(DatabaseClient database) {
    this.database = database;
  }

  Mono<KnownToken> find(ByteBuffer hash) {
    return shielded(
            database
                .sql(
                    """
                select t.id, t.account_id, t.name, t.hash, t.expires_at, t.revoked_at, t.scopes,
                       directory.policy_of(t.account_id) as policy,
                       (select json_agg(e.document order by e.urn)::text from account.schema_extension e
                         where e.account_id = t.account_id) as extensions
                  from account.token t where t.hash = $1
                """)
                .bind(0, hash.duplicate())
                .map(
                    row ->
                        isSame(row, hash) ? Optional.of(token(row)) : Optional.<KnownToken>empty())
                .first()
                .flatMap(Mono::justOrEmpty))
        .transformDeferred(CircuitBreakerOperator.of(breaker));
  }

  /** The index has compared already; this takes as long for a near miss as for any other. */
  private static boolean isSame(Readable row, ByteBuffer hash) {
    ByteBuffer stored = Objects.requireNonNull(row.get("hash", ByteBuffer.class));
    return MessageDigest.isEqual(bytes(stored), bytes(hash));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  Mono<Long> noteUse(UUID token, Instant at, String client, String userAgent) {
    return shielded(
        database
            .sql(
                "update account.token set last_used_at = $2, last_client = $3, last_user_agent = $4 where id = $1")
            .bind(0, token)
            .bind(1, at)
            .bind(2, client)
            .bind(3, userAgent)
            .fetch()
            .rowsUpdated());
  }

  private static KnownToken token(Readable row) {
    return new KnownToken(
        Objects.requireNonNull(row.get("id", UUID.class)),
        new AccountId(Objects.requireNonNull(row.get("account_id", UUID.class))),
        Objects.requireNonNull(row.get("name", String.class)),
        Objects.requireNonNull(row.get("expires_at", Instant.class)),
        row.get("revoked_at", Instant.class),
        Scopes.of(List.of(Objects.requireNonNull(row.get("scopes", String[].class)))),
        policy(row.get("policy", String.class)),
        extensions(row.get("extensions", String.class)));
  }

  private static List<Schema> extensions(@Nullable String documents) {
    if (documents == null) {
      return List.of();
    }
    return JsonMapper.shared().readTree(documents).values().stream()
        .map(each -> SchemaReader.read(each.path("id").asString(""), (ObjectNode) each))
        .toList();
  }

  /** An account that never changed its policy has the default. */
  private static AccountPolicy policy(@Nullable String settings) {
    return settings == null
        ? AccountPolicy.DEFAULT
        : PolicyWire.read((ObjectNode) JsonMapper.shared().readTree(settings));
  }

  /** A cancelled query can wedge its connection, and one without an answer must end. */
  private <T> Mono<T> shielded(Mono<T> work) {
    return stall.shielded(work);
  }
}
