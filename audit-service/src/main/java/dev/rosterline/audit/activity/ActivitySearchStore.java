package dev.rosterline.audit.activity;

import dev.rosterline.contract.Ids;
import dev.rosterline.contract.Outcome;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code activity.activity} by account; every value is bound, the text of the statement
 * depends on the filters alone.
 */
@Component
class ActivitySearchStore {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private static final Set<String> FAILURES =
      Set.of(Outcome.Result.REFUSED.wire(), Outcome.Result.PARKED.wire());

  /** By the primary key: when it was asked for is in the id. */
  private static final String ONE =
      """
      select at, command_id, operation, result, status, scim_type, detail, resource_type, resource_id, member_id, subject,
             changed, due_at, token_id, token_name, client, leniencies, decided_at, evidence
        from activity.activity where account_id = $1 and at = $2 and command_id = $3
      """;

  private final DatabaseClient database;

  ActivitySearchStore(DatabaseClient database) {
    this.database = database;
  }

  /** One row more than the limit tells whether there is a next page. */
  Mono<List<ObjectNode>> page(ActivityQuery query) {
    Conditions conditions = conditions(query);
    return shielded(
        conditions
            .bind(database.sql(pageOf(query, conditions)))
            .map(ActivitySearchStore::item)
            .all()
            .collectList());
  }

  /** With its evidence; empty where the account has none of this id. */
  Mono<ObjectNode> one(UUID account, UUID command) {
    return shielded(
        database
            .sql(ONE)
            .bind(0, account)
            .bind(1, Ids.instantOf(command))
            .bind(2, command)
            .map(ActivitySearchStore::detailed)
            .one());
  }

  /** How PostgreSQL would read the page. */
  Mono<String> plan(ActivityQuery query) {
    Conditions conditions = conditions(query);
    return shielded(
        conditions
            .bind(database.sql("explain " + pageOf(query, conditions)))
            .map(row -> Objects.requireNonNull(row.get(0, String.class)))
            .all()
            .collectList()
            .map(lines -> String.join("\n", lines)));
  }

  private static Conditions conditions(ActivityQuery query) {
    Conditions conditions = new Conditions(query);
    if (query.after() != null) {
      conditions.add("(at, command_id) < (?, ?)", query.after().at(), query.after().command());
    }
    return conditions;
  }

  private static String pageOf(ActivityQuery query, Conditions conditions) {
    return """
        select at, command_id, operation, result, status, scim_type, detail, resource_type, resource_id, member_id, subject,
               changed, due_at, token_id, token_name, client, leniencies, decided_at
          from activity.activity where %s order by at desc, command_id desc limit %d
        """
        .formatted(conditions.sql(), query.limit() + 1);
  }

  Mono<List<ObjectNode>> summary(ActivityQuery query) {
    Conditions conditions = new Conditions(query);
    String sql =
        """
        select operation, result, count(*) as count from activity.activity where %s group by operation, result
         order by operation, result
        """
            .formatted(conditions.sql());
    return shielded(
        conditions.bind(database.sql(sql)).map(ActivitySearchStore::count).all().collectList());
  }

  /** Filters as SQL with positional parameters. */
  private static final class Conditions {

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Conditions(ActivityQuery query) {
      add("account_id = ?", query.account());
      addIfGiven("at >= ?", query.from());
      addIfGiven("at < ?", query.to());
      addIfGiven("operation = ?", query.operation());
      boolean failed = ActivityQuery.FAILED.equals(query.result());
      addIfGiven("result = ?", failed ? null : query.result());
      if (failed || (query.result() != null && FAILURES.contains(query.result()))) {
        // As the index of failures says it; a parameter alone does not lead there.
        add("result in ('refused', 'parked')");
      }
      addIfGiven("resource_id = ?", query.who().resource());
      addIfGiven("client = ?", query.who().client());
      addIfGiven("token_id = ?", query.who().token());
      String text = query.text();
      if (text != null) {
        String pattern =
            "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        add("(subject ilike ? or detail ilike ?)", pattern, pattern);
      }
    }

    void addIfGiven(String condition, @Nullable Object value) {
      if (value != null) {
        add(condition, value);
      }
    }

    void add(String condition, Object... given) {
      String numbered = condition;
      for (Object value : given) {
        values.add(value);
        numbered = numbered.replaceFirst("\\?", "\\$" + values.size());
      }
      sql.append(sql.isEmpty() ? "" : " and ").append(numbered);
    }

    String sql() {
      return sql.toString();
    }

    GenericExecuteSpec bind(GenericExecuteSpec statement) {
      GenericExecuteSpec bound = statement;
      for (int i = 0; i < values.size(); i++) {
        bound = bound.bind(i, values.get(i));
      }
      return bound;
    }
  }

  private static ObjectNode detailed(Readable row) {
    ObjectNode item = item(row);
    String evidence = row.get("evidence", String.class);
    if (evidence != null) {
      item.set("evidence", MAPPER.readTree(evidence));
    }
    return item;
  }

  private static ObjectNode item(Readable row) {
    ObjectNode item = MAPPER.createObjectNode();
    put(item, "id", row.get("command_id", UUID.class));
    put(item, "at", row.get("at", Instant.class));
    put(item, "decidedAt", row.get("decided_at", Instant.class));
    put(item, "operation", row.get("operation", String.class));
    put(item, "result", row.get("result", String.class));
    item.put("status", row.get("status", Integer.class));
    put(item, "scimType", row.get("scim_type", String.class));
    put(item, "detail", row.get("detail", String.class));
    put(item, "resourceType", row.get("resource_type", String.class));
    put(item, "resourceId", row.get("resource_id", UUID.class));
    put(item, "memberId", row.get("member_id", UUID.class));
    put(item, "subject", row.get("subject", String.class));
    array(item, "changed", row.get("changed", String[].class));
    put(item, "dueAt", row.get("due_at", Instant.class));
    ObjectNode source = item.putObject("source");
    put(source, "tokenId", row.get("token_id", UUID.class));
    put(source, "tokenName", row.get("token_name", String.class));
    put(source, "client", row.get("client", String.class));
    array(item, "leniencies", row.get("leniencies", String[].class));
    return item;
  }

  private static ObjectNode count(Readable row) {
    ObjectNode count = MAPPER.createObjectNode();
    put(count, "operation", row.get("operation", String.class));
    put(count, "result", row.get("result", String.class));
    return count.put("count", row.get("count", Long.class));
  }

  private static void put(ObjectNode node, String name, @Nullable Object value) {
    if (value != null) {
      node.put(name, value.toString());
    }
  }

  private static void array(ObjectNode node, String name, String @Nullable [] values) {
    ArrayNode array = node.putArray(name);
    for (String value : values == null ? new String[0] : values) {
      array.add(value);
    }
  }

  /** A cancelled large result would wedge the connection. */
  private static <T> Mono<T> shielded(Mono<T> work) {
    return Mono.fromFuture(work::toFuture, true);
  }
}
