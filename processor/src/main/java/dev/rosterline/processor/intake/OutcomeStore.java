package dev.rosterline.processor.intake;

import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.SubscriberEvent;
import dev.rosterline.contract.wire.OutcomeWire;
import dev.rosterline.contract.wire.SubscriberEventWire;
import dev.rosterline.processor.database.Columns;
import dev.rosterline.processor.database.Sql;
import dev.rosterline.processor.database.StoredJson;
import dev.rosterline.processor.publishing.Decided;
import dev.rosterline.processor.publishing.Handover;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One row a command: what became of it, and what is to be published of it. */
@Component
class OutcomeStore {

  private static final String INSERT =
      """
      insert into directory.command_outcome
        (command_id, hop, account_id, part, "offset", status, outcome, events, forward)
      select command_id, hop, account_id, part, pos, status, outcome::jsonb, events::jsonb,
        forward::jsonb
      from unnest($1::uuid[], $2::int[], $3::uuid[], $4::int[], $5::bigint[], $6::int[], $7::text[],
        $8::text[], $9::text[])
        u(command_id, hop, account_id, part, pos, status, outcome, events, forward)
      """;

  private static final String UNPUBLISHED =
      """
      select part, "offset" as pos, hop, account_id, outcome::text as outcome, events::text as events,
        forward::text as forward
      from directory.command_outcome where part = $1 and "offset" >= $2 and "offset" < $3
      order by "offset" limit $4
      """;

  Mono<Long> insert(Connection connection, List<Decided> batch) {
    if (batch.isEmpty()) {
      return Mono.just(0L);
    }
    return Sql.update(
        connection,
        INSERT,
        Columns.uuids(batch, decided -> decided.outcome().command().value()),
        Columns.ints(batch, Decided::hop),
        Columns.uuids(
            batch, decided -> decided.known() ? decided.outcome().account().value() : null),
        Columns.ints(batch, Decided::place),
        Columns.longs(batch, Decided::offset),
        Columns.ints(batch, decided -> decided.outcome().status()),
        Columns.texts(batch, decided -> new String(decided.outcomeJson(), StandardCharsets.UTF_8)),
        Columns.texts(batch, OutcomeStore::events),
        Columns.texts(batch, OutcomeStore::handover));
  }

  /** What a partition has applied between two offsets, in order. */
  Mono<List<Decided>> between(Connection connection, int partition, long from, long to, int limit) {
    return Sql.query(
        connection, UNPUBLISHED, OutcomeStore::decided, partition, from, to, (long) limit);
  }

  Mono<Long> ensurePartitions(Connection connection, LocalDate today) {
    return Sql.query(
            connection, "select directory.ensure_outcome_partitions($1)::text", _ -> true, today)
        .map(rows -> (long) rows.size());
  }

  /** Drops the days before this one, whole; a day with something unpublished stays. */
  Mono<Integer> dropBefore(Connection connection, LocalDate day) {
    return Sql.query(
            connection,
            "select directory.drop_outcome_partitions($1) as dropped",
            row -> Objects.requireNonNull(row.get("dropped", Integer.class)),
            day)
        .map(List::getFirst);
  }

  private static @Nullable String events(Decided decided) {
    if (decided.events().isEmpty()) {
      return null;
    }
    StringBuilder json = new StringBuilder("[");
    for (SubscriberEvent event : decided.events()) {
      json.append(json.length() == 1 ? "" : ",").append(SubscriberEventWire.write(event));
    }
    return json.append(']').toString();
  }

  private static @Nullable String handover(Decided decided) {
    Handover handover = decided.handover();
    return handover == null ? null : handover.toJson();
  }

  private static Decided decided(Row row) {
    byte[] json =
        Objects.requireNonNull(row.get("outcome", String.class)).getBytes(StandardCharsets.UTF_8);
    Outcome outcome = OutcomeWire.read(json);
    String handover = row.get("forward", String.class);
    return new Decided(
        Objects.requireNonNull(row.get("part", Integer.class)),
        Objects.requireNonNull(row.get("pos", Long.class)),
        Objects.requireNonNull(row.get("hop", Integer.class)),
        row.get("account_id", UUID.class) != null,
        outcome,
        json,
        readEvents(row.get("events", String.class)),
        handover == null ? null : Handover.ofJson(handover),
        null,
        null,
        null);
  }

  private static List<SubscriberEvent> readEvents(@Nullable String json) {
    List<SubscriberEvent> events = new ArrayList<>();
    if (json != null) {
      for (JsonNode node : StoredJson.any(json)) {
        events.add(SubscriberEventWire.read((ObjectNode) node));
      }
    }
    return events;
  }
}
