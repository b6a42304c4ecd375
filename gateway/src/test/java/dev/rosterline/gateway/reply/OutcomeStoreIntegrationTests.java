package dev.rosterline.gateway.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandId;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.wire.OutcomeWire;
import dev.rosterline.gateway.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class OutcomeStoreIntegrationTests {

  private static final AccountId ACCOUNT = new AccountId(UUID.randomUUID());

  private static TestDatabase database;
  private static OutcomeStore store;

  private final CommandId command = new Ids(Clock.systemUTC()).command();

  @BeforeAll
  static void start() throws Exception {
    database = new TestDatabase();
    store = new OutcomeStore(database.gateway());
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @Test
  void decidedCommandIsFound() throws Exception {
    insert(0, Outcome.Result.APPLIED, 201);

    assertThat(find(ACCOUNT).status()).isEqualTo(201);
  }

  @Test
  void commandThatWasHandedOnIsAnsweredByItsLastOutcome() throws Exception {
    insert(0, Outcome.Result.FORWARDED, 0);
    assertThat(find(ACCOUNT)).isNull();

    insert(1, Outcome.Result.REFUSED, 409);
    assertThat(find(ACCOUNT).status()).isEqualTo(409);
  }

  @Test
  void outcomesOfAnotherAccountAreNotSeen() throws Exception {
    insert(0, Outcome.Result.APPLIED, 201);

    assertThat(find(new AccountId(UUID.randomUUID()))).isNull();
  }

  private Outcome find(AccountId account) {
    return store.find(account, command).block(Duration.ofSeconds(10));
  }

  private void insert(int hop, Outcome.Result result, int status) throws SQLException {
    try (Connection connection = database.owner();
        var statement =
            connection.prepareStatement(
                """
                insert into directory.command_outcome
                  (command_id, hop, account_id, part, "offset", status, outcome)
                values (?, ?, ?, 0, 0, ?, ?::jsonb)
                """)) {
      statement.setObject(1, command.value());
      statement.setInt(2, hop);
      statement.setObject(3, ACCOUNT.value());
      statement.setInt(4, status);
      statement.setString(
          5, new String(OutcomeWire.write(outcome(result, status)), StandardCharsets.UTF_8));
      statement.executeUpdate();
    }
  }

  private Outcome outcome(Outcome.Result result, int status) {
    Instant now = Instant.parse("2026-11-01T10:00:00Z");
    return new Outcome(
        command,
        ACCOUNT,
        Outcome.Operation.USER_CREATE,
        result,
        status,
        null,
        null,
        "User",
        null,
        null,
        "alice",
        1,
        List.of(),
        null,
        Source.SYSTEM,
        List.of(),
        now,
        now,
        Evidence.NONE);
  }
}
