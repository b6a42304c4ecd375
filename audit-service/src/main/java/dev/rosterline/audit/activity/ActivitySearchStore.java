package dev.rosterline.audit.activity;

import dev.rosterline.contract.Ids;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code activity.activity} by account; every value is bound, the text of the statement
 * depends on the filters alone.
 */
@Component
class ActivitySearchStore {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** By the primary key: when it was asked for is in the id. */
  private static final String ONE =
      """
      select %s, evidence
        from activity.activity where account_id = $1 and at = $2 and command_id = $3
      """
          .formatted(ActivityItems.COLUMNS);

  /**
   * As the index of kinds says it; row-level security lets nothing lead to an order that it takes
   * for a function.
   */
  private static final String OF_KIND =
      """
      account_id = k.account_id and operation = k.operation and result = k.result and client = k.client
        and case when token_id is null then '00000000-0000-0000-0000-000000000000'::uuid else token_id end = k.token_id\
      """;

  private final DatabaseClient database;

  ActivitySearchStore(DatabaseClient database) {
    this.database = database;
  }

  /** One row more than the limit tells whether there is a next page; without the text. */
  Mono<List<ObjectNode>> page(ActivityQuery query) {
    Conditions values = new Conditions();
    String sql = pageOf(query, values);
    return shielded(bind(database.sql(sql), values).map(ActivityItems::item).all().collectList());
  }

  /** With its evidence; empty where the account has none of this id. */
  Mono<ObjectNode> one(UUID account, UUID command) {
    return shielded(
        database
            .sql(ONE)
            .bind(0, account)
            .bind(1, Ids.instantOf(command))
            .bind(2, command)
            .map(ActivityItems::detailed)
            .one());
  }

  /** How PostgreSQL would read the page. */
  Mono<String> plan(ActivityQuery query) {
    Conditions values = new Conditions();
    String sql = "explain " + pageOf(query, values);
    return shielded(
        bind(database.sql(sql), values)
            .map(row -> Objects.requireNonNull(row.get(0, String.class)))
            .all()
            .collectList()
            .map(lines -> String.join("\n", lines)));
  }

  private static String pageOf(ActivityQuery query, Conditions values) {
    int rows = query.limit() + 1;
    return "select a.* from %s order by a.at desc, a.command_id desc limit %d"
        .formatted(sources(query, values, rows), rows);
  }

  /**
   * The newest rows in the order of an index, numbered by where they come from: those of one person
   * or group; or of each kind that is asked for, so that a rare one is not looked for among all
   * others; or of everything.
   *
   * @param values receives what is to be bound
   */
  static String sources(ActivityQuery query, Conditions values, int rows) {
    boolean byKind = query.asksForKinds() && query.who().resource() == null;
    return byKind ? kinds(query, values, rows) : one(query, values, rows);
  }

  private static String kinds(ActivityQuery query, Conditions values, int rows) {
    String kinds = values.further().account(query).kind(query).sql();
    String row = values.further().range(query).rangeOfKind(query).sql();
    return """
        (select row_number() over () as no, * from activity.kind where %s) k
          cross join lateral (select %s from activity.activity where %s and %s
                               order by (at at time zone 'UTC') desc, command_id desc limit %d) a\
        """
        .formatted(kinds, ActivityItems.COLUMNS, OF_KIND, row, rows);
  }

  private static String one(ActivityQuery query, Conditions values, int rows) {
    Conditions row = values.further().account(query).resource(query).kind(query).range(query);
    return """
        (select 1::int8 as no) k
          cross join lateral (select %s from activity.activity where %s order by at desc, command_id desc limit %d) a\
        """
        .formatted(ActivityItems.COLUMNS, row.after(query.after()).sql(), rows);
  }

  private static GenericExecuteSpec bind(GenericExecuteSpec statement, Conditions conditions) {
    GenericExecuteSpec bound = statement;
    for (int i = 0; i < conditions.values().size(); i++) {
      bound = bound.bind(i, conditions.values().get(i));
    }
    return bound;
  }

  Mono<List<ObjectNode>> summary(ActivityQuery query) {
    Conditions conditions = Conditions.of(query);
    String sql =
        """
        select operation, result, count(*) as count from activity.activity where %s group by operation, result
         order by operation, result
        """
            .formatted(conditions.sql());
    return shielded(
        bind(database.sql(sql), conditions).map(ActivitySearchStore::count).all().collectList());
  }

  private static ObjectNode count(Readable row) {
    ObjectNode count = MAPPER.createObjectNode();
    ActivityItems.put(count, "operation", row.get("operation", String.class));
    ActivityItems.put(count, "result", row.get("result", String.class));
    return count.put("count", row.get("count", Long.class));
  }

  /** A cancelled large result would wedge the connection. */
  private static <T> Mono<T> shielded(Mono<T> work) {
    return Mono.fromFuture(work::toFuture, true);
  }
}
