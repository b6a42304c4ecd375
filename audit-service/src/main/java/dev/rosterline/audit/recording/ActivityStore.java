package dev.rosterline.audit.recording;

import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Outcome;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes rows of {@code activity.activity}, a batch in one statement. */
@Component
class ActivityStore {

  private static final String INSERT =
      """
      insert into activity.activity (at, command_id, account_id, operation, result, status, scim_type, detail, resource_type,
        resource_id, member_id, subject, changed, due_at, token_id, token_name, client, leniencies, decided_at)
      select at::timestamptz, command, account, operation, result, status, scim_type, detail, resource_type, resource, member,
             subject, string_to_array(changed, ','), due_at::timestamptz, token, token_name, client,
             string_to_array(leniencies, ','), decided_at::timestamptz
        from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int4[], $7::text[], $8::text[], $9::text[],
          $10::uuid[], $11::uuid[], $12::text[], $13::text[], $14::text[], $15::uuid[], $16::text[], $17::text[], $18::text[],
          $19::text[]) t (at, command, account, operation, result, status, scim_type, detail, resource_type, resource, member,
          subject, changed, due_at, token, token_name, client, leniencies, decided_at)
      on conflict (at, command_id) do nothing
      """;

  private final ConnectionFactory connections;

  ActivityStore(ConnectionFactory connections) {
    this.connections = connections;
  }

  /**
   * Rows that are new. The time comes from the command id, so that a redelivery meets its own key.
   */
  Mono<Long> insert(List<Outcome> outcomes) {
    Object[] columns = {
      texts(outcomes, outcome -> Ids.instantOf(outcome.command().value()).toString()),
      uuids(outcomes, outcome -> outcome.command().value()),
      uuids(outcomes, outcome -> outcome.account().value()),
      texts(outcomes, outcome -> outcome.operation().wire()),
      texts(outcomes, outcome -> outcome.result().wire()),
      outcomes.stream().map(Outcome::status).toArray(Integer[]::new),
      texts(outcomes, Outcome::scimType),
      texts(outcomes, Outcome::detail),
      texts(outcomes, Outcome::resourceType),
      uuids(outcomes, outcome -> outcome.resource() == null ? null : outcome.resource().value()),
      uuids(outcomes, outcome -> outcome.member() == null ? null : outcome.member().value()),
      texts(outcomes, Outcome::subject),
      texts(outcomes, outcome -> String.join(",", outcome.changed())),
      texts(outcomes, outcome -> text(outcome.dueAt())),
      uuids(outcomes, outcome -> outcome.source().tokenId()),
      texts(outcomes, outcome -> outcome.source().tokenName()),
      texts(outcomes, outcome -> outcome.source().client()),
      texts(outcomes, outcome -> String.join(",", outcome.leniencies())),
      texts(outcomes, outcome -> outcome.decidedAt().toString())
    };
    return Mono.usingWhen(
        connections.create(),
        connection -> {
          Statement statement = connection.createStatement(INSERT);
          for (int i = 0; i < columns.length; i++) {
            statement.bind(i, columns[i]);
          }
          return Flux.from(statement.execute())
              .flatMap(Result::getRowsUpdated)
              .reduce(0L, Long::sum);
        },
        connection -> connection.close());
  }

  private static UUID[] uuids(List<Outcome> outcomes, Function<Outcome, @Nullable UUID> column) {
    List<@Nullable UUID> values = new ArrayList<>(outcomes.size());
    outcomes.forEach(outcome -> values.add(column.apply(outcome)));
    return values.toArray(UUID[]::new);
  }

  private static String[] texts(
      List<Outcome> outcomes, Function<Outcome, @Nullable String> column) {
    List<@Nullable String> values = new ArrayList<>(outcomes.size());
    outcomes.forEach(outcome -> values.add(storable(column.apply(outcome))));
    return values.toArray(String[]::new);
  }

  /** PostgreSQL's text holds every character but NUL, which a client may send as an escape. */
  private static @Nullable String storable(@Nullable String text) {
    return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
