package dev.rosterline.processor.intake;

import dev.rosterline.contract.MembershipEvent;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Slot;
import dev.rosterline.contract.wire.CommandWire;
import dev.rosterline.contract.wire.MembershipEventWire;
import dev.rosterline.contract.wire.OutcomeWire;
import dev.rosterline.processor.database.Sql;
import dev.rosterline.processor.publishing.Decided;
import dev.rosterline.scim.json.ScimJson;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows of {@code directory.command_outcome}: what is decided already, and what is still to be told. */
final class OutcomeStore {

  private OutcomeStore() {}

  /** What makes a command one: its id, and which partition's turn it is. */
  record CommandKey(UUID id, int hop) {}

  /** Those of the batch that have an outcome. */
  static Set<CommandKey> known(Sql sql, List<LoggedCommand> batch) {
    return new HashSet<>(
        sql.query(
            "select command_id, hop from directory.command_outcome where command_id = any($1)",
            row ->
                new CommandKey(
                    Objects.requireNonNull(row.get("command_id", UUID.class)),
                    Objects.requireNonNull(row.get("hop", Integer.class))),
            (Object) batch.stream().map(logged -> logged.id().value()).toArray(UUID[]::new)));
  }

  static void insert(Sql sql, List<LoggedCommand> commands, List<Decided> decided) {
    int size = decided.size();
    UUID[] ids = new UUID[size];
    Integer[] hops = new Integer[size];
    UUID[] accounts = new UUID[size];
    Integer[] partitions = new Integer[size];
    Long[] offsets = new Long[size];
    Integer[] statuses = new Integer[size];
    String[] outcomes = new String[size];
    String[] events = new String[size];
    String[] forwards = new String[size];
    for (int i = 0; i < size; i++) {
      Decided one = decided.get(i);
      Outcome outcome = one.outcome();
      ids[i] = commands.get(i).id().value();
      hops[i] = commands.get(i).hop();
      accounts[i] = outcome == null ? null : outcome.account().value();
      partitions[i] = one.partition();
      offsets[i] = one.offset();
      statuses[i] = outcome == null ? 0 : outcome.status();
      outcomes[i] = outcome == null ? "{}" : new String(OutcomeWire.write(outcome), StandardCharsets.UTF_8);
      events[i] = events(one.events());
      forwards[i] = rest(one);
    }
    sql.update(
        """
        insert into directory.command_outcome (command_id, hop, account_id, part, "offset", status, outcome, events, forward)
        select id, hop, account, part, off, status, outcome::jsonb, events::jsonb, forward::jsonb
          from unnest($1::uuid[], $2::int4[], $3::uuid[], $4::int4[], $5::int8[], $6::int4[], $7::text[], $8::text[], $9::text[])
            t (id, hop, account, part, off, status, outcome, events, forward)
        """,
        ids,
        hops,
        accounts,
        partitions,
        offsets,
        statuses,
        outcomes,
        events,
        forwards);
  }

  /** What a partition has decided in a range of offsets, in order; without replies, whose requests have gone. */
  static List<Decided> decided(Sql sql, int partition, long from, long to, int limit) {
    return sql.query(
        """
        select part, "offset", account_id, outcome::text as outcome, events::text as events, forward::text as forward
          from directory.command_outcome where part = $1 and "offset" >= $2 and "offset" < $3
         order by "offset" limit $4
        """,
        OutcomeStore::decided,
        partition,
        from,
        to,
        limit);
  }

  static void ensurePartitions(Sql sql) {
    sql.query("select directory.ensure_outcome_partitions(current_date)::text", row -> true);
  }

  private static @Nullable String events(List<MembershipEvent> events) {
    if (events.isEmpty()) {
      return null;
    }
    ArrayNode array = ScimJson.MAPPER.createArrayNode();
    events.forEach(event -> array.add(MembershipEventWire.write(event)));
    return array.toString();
  }

  private static @Nullable String rest(Decided decided) {
    ObjectNode node = ScimJson.MAPPER.createObjectNode();
    Decided.Forward forward = decided.forward();
    Decided.Parked parked = decided.parked();
    if (forward != null) {
      node.put("partition", forward.partition()).put("command", base64(CommandWire.write(forward.command())));
    } else if (parked != null) {
      node.put("why", parked.why()).put("key", base64(parked.key())).put("value", base64(parked.value()));
    } else {
      return null;
    }
    return node.toString();
  }

  private static Decided decided(Readable row) {
    int partition = Objects.requireNonNull(row.get("part", Integer.class));
    List<MembershipEvent> events = new ArrayList<>();
    String stored = row.get("events", String.class);
    if (stored != null) {
      for (JsonNode event : ScimJson.MAPPER.readTree(stored)) {
        events.add(MembershipEventWire.read((ObjectNode) event));
      }
    }
    String outcome = Objects.requireNonNull(row.get("outcome", String.class));
    String forward = row.get("forward", String.class);
    JsonNode rest = ScimJson.MAPPER.readTree(forward == null ? "{}" : forward);
    return new Decided(
        partition,
        Objects.requireNonNull(row.get("offset", Long.class)),
        row.get("account_id", UUID.class) == null
            ? null
            : OutcomeWire.read(outcome.getBytes(StandardCharsets.UTF_8)),
        events,
        null,
        null,
        rest.has("command")
            ? new Decided.Forward(
                CommandWire.read(bytes(rest.get("command"))), rest.path("partition").asInt(0) % Slot.COUNT)
            : null,
        rest.has("why")
            ? new Decided.Parked(bytes(rest.get("key")), bytes(rest.get("value")), rest.path("why").asString(""))
            : null);
  }

  private static @Nullable String base64(byte @Nullable [] bytes) {
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }

  private static byte @Nullable [] bytes(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : Base64.getDecoder().decode(node.asString());
  }
}
