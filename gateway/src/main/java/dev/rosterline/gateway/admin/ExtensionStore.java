package dev.rosterline.gateway.admin;

import dev.rosterline.gateway.access.TokenNotifications;
import dev.rosterline.scim.schema.Schema;
import dev.rosterline.scim.schema.SchemaReader;
import dev.rosterline.scim.schema.SchemaWriter;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the schemas that accounts declared. */
@Component
class ExtensionStore {

  private final DatabaseClient database;
  private final TransactionalOperator transaction;

  ExtensionStore(ConnectionFactory connections) {
    this.database = DatabaseClient.create(connections);
    this.transaction = TransactionalOperator.create(new R2dbcTransactionManager(connections));
  }

  /** Cancelling a query can wedge its connection, so whoever stops waiting leaves it running. */
  <T> Mono<T> together(Mono<T> work) {
    Mono<T> whole = work.as(transaction::transactional);
    return Mono.fromFuture(whole::toFuture, true);
  }

  /** Empty for an account that does not exist; until the transaction ends, no other may change. */
  Mono<List<Schema>> lock(UUID account) {
    return database
        .sql("select id from account.account where id = $1 for update")
        .bind(0, account)
        .map(_ -> true)
        .one()
        .flatMap(_ -> all(account));
  }

  Mono<List<Schema>> all(UUID account) {
    return database
        .sql(
            "select urn, document::text as document from account.schema_extension where account_id = $1 order by urn")
        .bind(0, account)
        .map(ExtensionStore::schema)
        .all()
        .collectList();
  }

  /** Looks through all users of the account where none has any. */
  Mono<Boolean> isUsed(UUID account, String urn) {
    return database
        .sql("select directory.uses_extension($1, $2) as used")
        .bind(0, account)
        .bind(1, urn)
        .map(row -> Objects.requireNonNull(row.get("used", Boolean.class)))
        .one();
  }

  Mono<Void> save(UUID account, Schema schema) {
    return database
        .sql(
            """
            insert into account.schema_extension (account_id, urn, document) values ($1, $2, $3::jsonb)
            on conflict (account_id, urn) do update set document = excluded.document, changed_at = now()
            """)
        .bind(0, account)
        .bind(1, schema.urn())
        .bind(2, SchemaWriter.write(schema).toString())
        .then()
        .then(tellAll());
  }

  Mono<Void> remove(UUID account, String urn) {
    return database
        .sql("delete from account.schema_extension where account_id = $1 and urn = $2")
        .bind(0, account)
        .bind(1, urn)
        .then()
        .then(tellAll());
  }

  /** Every instance forgets what it remembers with its tokens, when this is committed. */
  private Mono<Void> tellAll() {
    return database
        .sql("select pg_notify($1, '')::text is not null as told")
        .bind(0, TokenNotifications.CHANNEL)
        .then();
  }

  private static Schema schema(Readable row) {
    String json = Objects.requireNonNull(row.get("document", String.class));
    return SchemaReader.read(
        Objects.requireNonNull(row.get("urn", String.class)),
        (ObjectNode) JsonMapper.shared().readTree(json));
  }
}
