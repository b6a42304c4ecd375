package dev.rosterline.audit.activity;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads rows of {@code activity.activity} by a part of their text, in two ways: through the newest
 * rows one by one, or by the index of three letters.
 */
@Component
class TextSearchStore {

  private static final String QUERY_CANCELED = "57014";

  /**
   * Behind the last row of a source that gave as many rows as it might, there may be more of it: up
   * to the newest of these ends everything was read.
   */
  private static final String WALK =
      """
      with walked as materialized (select k.no, a.* from %1$s),
      ends as (select distinct on (no) at, command_id, count(*) over (partition by no) as rows
                 from walked order by no, at, command_id),
      reached as (select at, command_id from ends where rows = %2$d order by at desc, command_id desc limit 1)
      select w.*, r.at as reached_at, r.command_id as reached_command
        from (select 1) one left join reached r on true
        left join walked w on (r.at is null or (w.at, w.command_id) >= (r.at, r.command_id)) and %3$s
       order by w.at desc, w.command_id desc limit %4$d
      """;

  /** The account is no condition of an index here: that of the text is the one to read. */
  private static final String BY_INDEX =
      """
      select %s from activity.activity
       where (account_id = $1) is true and %s order by at desc, command_id desc limit %d
      """;

  private final ConnectionFactory connections;

  TextSearchStore(ConnectionFactory connections) {
    this.connections = connections;
  }

  /**
   * @param reached the oldest row that was read, if there may be more behind it; null when all were
   */
  record Walk(List<ObjectNode> rows, @Nullable Cursor reached) {}

  /** From how many kinds of operations rows are read; 1 where it does not go by kinds. */
  Mono<Integer> sources(ActivityQuery query) {
    if (!query.asksForKinds() || query.who().resource() != null) {
      return Mono.just(1);
    }
    Conditions kinds = new Conditions().account(query).kind(query);
    String sql = "select count(*)::int4 as kinds from activity.kind where " + kinds.sql();
    Mono<Integer> count =
        Mono.usingWhen(
            connections.create(),
            connection ->
                rows(connection, sql, kinds, row -> row.get("kinds", Integer.class)).single(),
            Connection::close);
    return shielded(count);
  }

  /**
   * @param depth rows of each source at most
   */
  Mono<Walk> walk(ActivityQuery query, int depth) {
    Conditions values = new Conditions();
    String sql = walkOf(query, depth, values);
    Mono<Walk> walk =
        Mono.usingWhen(
            connections.create(),
            connection ->
                rows(connection, sql, values, TextSearchStore::walked)
                    .collectList()
                    .map(TextSearchStore::merged),
            Connection::close);
    return shielded(walk);
  }

  private static String walkOf(ActivityQuery query, int depth, Conditions values) {
    String sources = ActivitySearchStore.sources(query, values, depth);
    String text = values.further().text(query).sql();
    return WALK.formatted(sources, depth, text, query.limit() + 1);
  }

  /**
   * Rows from {@code from} up to where the query begins; empty when it would have taken longer than
   * it may.
   */
  Mono<List<ObjectNode>> byIndex(ActivityQuery query, Instant from, Duration limit) {
    Conditions values = new Conditions();
    String sql = byIndex(query, from, values);
    return withinTime(
        limit, connection -> rows(connection, sql, values, ActivityItems::item).collectList());
  }

  /** How PostgreSQL would read them. */
  Mono<String> plan(ActivityQuery query, Instant from) {
    Conditions values = new Conditions();
    String sql = "explain " + byIndex(query, from, values);
    return withinTime(
        Duration.ofSeconds(10),
        connection ->
            rows(connection, sql, values, row -> Objects.requireNonNull(row.get(0, String.class)))
                .collectList()
                .map(lines -> String.join("\n", lines)));
  }

  private static String byIndex(ActivityQuery query, Instant from, Conditions values) {
    values.values().add(query.account());
    Conditions row = values.further().resource(query).kind(query).text(query);
    row.add("at >= ?", from).addIfGiven("at < ?", query.to()).after(query.after());
    return BY_INDEX.formatted(ActivityItems.COLUMNS, row.sql(), query.limit() + 1);
  }

  private <T> Mono<T> withinTime(Duration limit, Function<Connection, Mono<T>> work) {
    Mono<T> limited =
        Mono.usingWhen(
            connections.create(),
            connection ->
                Mono.from(connection.beginTransaction())
                    .then(execute(connection, "set local enable_indexscan = off"))
                    .then(execute(connection, "set local statement_timeout = " + limit.toMillis()))
                    .then(Mono.defer(() -> work.apply(connection)))
                    .flatMap(found -> Mono.from(connection.commitTransaction()).thenReturn(found)),
            Connection::close,
            (connection, _) -> rollBack(connection),
            Connection::close);
    return shielded(
        limited.onErrorResume(
            R2dbcException.class,
            failure ->
                QUERY_CANCELED.equals(failure.getSqlState()) ? Mono.empty() : Mono.error(failure)));
  }

  private static Mono<Void> execute(Connection connection, String sql) {
    return Flux.from(connection.createStatement(sql).execute())
        .concatMap(result -> result.getRowsUpdated())
        .then();
  }

  private static <T> Flux<T> rows(
      Connection connection, String sql, Conditions conditions, Function<Readable, T> read) {
    Statement statement = connection.createStatement(sql);
    for (int i = 0; i < conditions.values().size(); i++) {
      statement.bind(i, conditions.values().get(i));
    }
    return Flux.from(statement.execute()).concatMap(result -> result.map(read::apply));
  }

  /** One line of the walk: a row, if there is one, and how far it went. */
  private static Walk walked(Readable row) {
    Instant at = row.get("reached_at", Instant.class);
    Cursor reached =
        at == null
            ? null
            : new Cursor(at, Objects.requireNonNull(row.get("reached_command", UUID.class)));
    boolean none = row.get("command_id", UUID.class) == null;
    return new Walk(none ? List.of() : List.of(ActivityItems.item(row)), reached);
  }

  private static Walk merged(List<Walk> lines) {
    List<ObjectNode> rows = new ArrayList<>();
    lines.forEach(line -> rows.addAll(line.rows()));
    return new Walk(rows, lines.getFirst().reached());
  }

  /** A cancelled large result would wedge the connection. */
  private static <T> Mono<T> shielded(Mono<T> work) {
    return Mono.fromFuture(work::toFuture, true);
  }

  /** A connection that broke cannot roll back; if it did not go back, the pool would lose it. */
  private static Mono<Void> rollBack(Connection connection) {
    return Mono.from(connection.rollbackTransaction())
        .onErrorComplete()
        .then(Mono.from(connection.close()));
  }
}
