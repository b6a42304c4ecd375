package dev.rosterline.gateway.reply;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.wire.OutcomeWire;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Reads what became of a command, where its reply did not arrive. */
@Component
class OutcomeStore implements Outcomes {

  private static final String NAME_ACCOUNT = "select set_config('rosterline.account', $1, true)";

  private static final String FIND =
      """
      select outcome::text as outcome
        from directory.command_outcome
       where command_id = $1 and outcome ->> 'result' <> 'forwarded'
       order by hop desc
       limit 1
      """;

  private final DatabaseClient database;
  private final TransactionalOperator transaction;

  OutcomeStore(ConnectionFactory connections) {
    this.database = DatabaseClient.create(connections);
    this.transaction = TransactionalOperator.create(new R2dbcTransactionManager(connections));
  }

  /** Cancelling a query can wedge its connection, so whoever stops waiting leaves it running. */
  @Override
  public Mono<Outcome> find(AccountId account, CommandId command) {
    Mono<Outcome> found =
        database
            .sql(NAME_ACCOUNT)
            .bind(0, account.toString())
            .then()
            .then(
                database
                    .sql(FIND)
                    .bind(0, command.value())
                    .map(row -> row.get("outcome", String.class))
                    .one())
            .map(json -> OutcomeWire.read(json.getBytes(StandardCharsets.UTF_8)))
            .as(transaction::transactional);
    return Mono.fromFuture(found::toFuture, true);
  }
}
