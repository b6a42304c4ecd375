package dev.rosterline.audit.recording;

import dev.rosterline.audit.integrity.ActivityRow;
import dev.rosterline.audit.integrity.Chain;
import dev.rosterline.audit.integrity.Chain.Head;
import dev.rosterline.audit.integrity.Chain.Link;
import dev.rosterline.audit.integrity.Chain.Sealed;
import dev.rosterline.audit.integrity.Seal;
import dev.rosterline.audit.integrity.Seals;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes rows of {@code activity.activity}, the links that seal them and the tallies that count
 * them, a batch in one transaction.
 */
@Component
class ActivityStore {

  private static final String INSERT =
      """
      insert into activity.activity (at, command_id, account_id, operation, result, status, scim_type, detail, resource_type,
        resource_id, member_id, subject, changed, due_at, token_id, token_name, client, leniencies, decided_at, part, link,
        personal, mac, evidence)
      select at::timestamptz, command, account, operation, result, status, scim_type, detail, resource_type, resource, member,
             subject, string_to_array(changed, ','), due_at::timestamptz, token, token_name, client,
             string_to_array(leniencies, ','), decided_at::timestamptz, part, link, decode(personal, 'base64'), decode(mac, 'base64'),
             evidence
        from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int4[], $7::text[], $8::text[], $9::text[],
          $10::uuid[], $11::uuid[], $12::text[], $13::text[], $14::text[], $15::uuid[], $16::text[], $17::text[], $18::text[],
          $19::text[], $20::int4[], $21::int8[], $22::text[], $23::text[], $24::text[]) t (at, command, account, operation, result, status,
          scim_type, detail, resource_type, resource, member, subject, changed, due_at, token, token_name, client, leniencies,
          decided_at, part, link, personal, mac, evidence)
      """;

  /**
   * Asked row by row: a connection keeps its plan, and a join that was planned while the month was
   * empty reads the whole month again for each batch.
   */
  private static final String KNOWN =
      """
      select a.command_id from unnest($1::text[], $2::uuid[]) k(at, command)
       cross join lateral (select command_id from activity.activity
                            where at = k.at::timestamptz and command_id = k.command limit 1) a
      """;

  private static final String BEGIN_CHAINS =
      """
      insert into activity.chain_head (account_id, part, seq, hash)
      select account, part, 0, decode($3, 'hex') from unnest($1::uuid[], $2::int4[]) c(account, part)
      order by account, part on conflict do nothing
      """;

  private static final String LOCK_CHAINS =
      """
      select h.account_id, h.part::int4 as part, h.seq, h.hash
        from unnest($1::uuid[], $2::int4[]) c(account, part)
        join activity.chain_head h on h.account_id = c.account and h.part = c.part
       order by h.account_id, h.part for update of h
      """;

  private static final String LINK =
      """
      with links as (
        select account, part, seq, rows, first_at::timestamptz as first_at, decode(hash, 'base64') as hash
          from unnest($1::uuid[], $2::int4[], $3::int8[], $4::int4[], $5::text[], $6::text[])
            l(account, part, seq, rows, first_at, hash)),
      made as (
        insert into activity.chain_link (account_id, part, seq, row_count, first_at, hash)
        select account, part, seq, rows, first_at, hash from links)
      update activity.chain_head h set seq = l.seq, hash = l.hash
        from links l where h.account_id = l.account and h.part = l.part
      """;

  private static final String TALLY =
      """
      insert into activity.tally as t (account_id, minute, operation, failed, count)
      select account, minute::timestamptz, operation, failed::boolean, count
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int8[]) n(account, minute, operation, failed, count)
      on conflict (account_id, minute, operation, failed) do update set count = t.count + excluded.count
      """;

  private static final String FORGET =
      """
      insert into activity.erasure (account_id, member_id)
      select account, member from unnest($1::uuid[], $2::uuid[]) p(account, member) on conflict do nothing
      """;

  private static final String KINDS =
      """
      insert into activity.kind (account_id, operation, result, client, token_id)
      select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[]) on conflict do nothing
      """;

  private final ConnectionFactory connections;
  private final Seals seals;
  private final Kinds kinds = new Kinds();

  ActivityStore(ConnectionFactory connections, Seals seals) {
    this.connections = connections;
    this.seals = seals;
  }

  /** A row and the partition of the outcomes topic it came from. */
  record Received(ActivityRow row, int part) {}

  /** How many rows were new. */
  Mono<Long> insert(List<Received> batch) {
    return Mono.usingWhen(
        connections.create(),
        connection ->
            Mono.from(connection.beginTransaction())
                .then(Mono.defer(() -> known(connection, batch)))
                .flatMap(known -> append(connection, fresh(batch, known)))
                .flatMap(rows -> introduce(connection, kinds.fresh(batch)).thenReturn(rows))
                .flatMap(rows -> Mono.from(connection.commitTransaction()).thenReturn(rows))
                .doOnNext(_ -> kinds.committed(batch)),
        Connection::close,
        (connection, _) -> rollBack(connection),
        Connection::close);
  }

  private static Mono<Set<UUID>> known(Connection connection, List<Received> batch) {
    return rows(
            connection,
            KNOWN,
            row -> Objects.requireNonNull(row.get("command_id", UUID.class)),
            texts(batch, received -> received.row().at().toString()),
            uuids(batch, received -> received.row().command()))
        .collect(HashSet::new, Set::add);
  }

  /** Each once: a redelivery may share a batch with what it repeats. */
  private static Map<Chain.Id, List<ActivityRow>> fresh(List<Received> batch, Set<UUID> known) {
    Map<Chain.Id, List<ActivityRow>> chains = new LinkedHashMap<>();
    for (Received received : batch) {
      if (known.add(received.row().command())) {
        chains
            .computeIfAbsent(
                new Chain.Id(received.row().account(), received.part()), _ -> new ArrayList<>())
            .add(received.row());
      }
    }
    return chains;
  }

  private Mono<Long> append(Connection connection, Map<Chain.Id, List<ActivityRow>> fresh) {
    if (fresh.isEmpty()) {
      return Mono.just(0L);
    }
    List<Chain.Id> chains = List.copyOf(fresh.keySet());
    UUID[] accounts = uuids(chains, Chain.Id::account);
    Integer[] parts = chains.stream().map(Chain.Id::part).toArray(Integer[]::new);
    String first = "0".repeat(2 * Seal.first().length);
    return update(connection, BEGIN_CHAINS, accounts, parts, first)
        .thenMany(
            Flux.defer(() -> rows(connection, LOCK_CHAINS, ActivityStore::head, accounts, parts)))
        .collectList()
        .flatMap(heads -> write(connection, links(heads, fresh)))
        .flatMap(
            rows ->
                update(connection, TALLY, Tallies.of(fresh.values()).columns()).thenReturn(rows))
        .flatMap(rows -> forget(connection, erasures(fresh.values())).thenReturn(rows));
  }

  /** Seldom: most batches bring kinds that are known. */
  private static Mono<Long> introduce(Connection connection, List<Kinds.Kind> fresh) {
    return fresh.isEmpty()
        ? Mono.just(0L)
        : update(
            connection,
            KINDS,
            uuids(fresh, Kinds.Kind::account),
            texts(fresh, Kinds.Kind::operation),
            texts(fresh, Kinds.Kind::result),
            texts(fresh, Kinds.Kind::client),
            uuids(fresh, Kinds.Kind::token));
  }

  private static List<ActivityRow> erasures(Collection<List<ActivityRow>> fresh) {
    return fresh.stream().flatMap(List::stream).filter(ActivityRow::isErasure).toList();
  }

  private static Mono<Long> forget(Connection connection, List<ActivityRow> erasures) {
    return erasures.isEmpty()
        ? Mono.just(0L)
        : update(
            connection,
            FORGET,
            uuids(erasures, ActivityRow::account),
            uuids(erasures, ActivityRow::member));
  }

  private List<Link> links(List<Head> heads, Map<Chain.Id, List<ActivityRow>> fresh) {
    Seal seal = seals.seal();
    return heads.stream()
        .map(head -> Chain.next(seal, head, Objects.requireNonNull(fresh.get(head.chain()))))
        .toList();
  }

  private static Mono<Long> write(Connection connection, List<Link> links) {
    List<Sealed> sealed = links.stream().flatMap(link -> link.rows().stream()).toList();
    return update(connection, INSERT, columns(sealed))
        .flatMap(
            rows ->
                update(
                        connection,
                        LINK,
                        uuids(links, link -> link.head().chain().account()),
                        links.stream()
                            .map(link -> link.head().chain().part())
                            .toArray(Integer[]::new),
                        links.stream().map(link -> link.head().seq()).toArray(Long[]::new),
                        links.stream().map(link -> link.rows().size()).toArray(Integer[]::new),
                        texts(links, link -> link.rows().getFirst().row().at().toString()),
                        texts(links, link -> base64(link.head().hash())))
                    .thenReturn(rows));
  }

  private static Object[] columns(List<Sealed> sealed) {
    List<ActivityRow> rows = sealed.stream().map(Sealed::row).toList();
    return new Object[] {
      texts(rows, row -> row.at().toString()),
      uuids(rows, ActivityRow::command),
      uuids(rows, ActivityRow::account),
      texts(rows, ActivityRow::operation),
      texts(rows, ActivityRow::result),
      rows.stream().map(ActivityRow::status).toArray(Integer[]::new),
      texts(rows, ActivityRow::scimType),
      texts(rows, ActivityRow::detail),
      texts(rows, ActivityRow::resourceType),
      uuids(rows, ActivityRow::resource),
      uuids(rows, ActivityRow::member),
      texts(rows, ActivityRow::subject),
      texts(rows, ActivityRow::changed),
      texts(rows, row -> text(row.dueAt())),
      uuids(rows, ActivityRow::token),
      texts(rows, ActivityRow::tokenName),
      texts(rows, ActivityRow::client),
      texts(rows, ActivityRow::leniencies),
      texts(rows, row -> row.decidedAt().toString()),
      sealed.stream().map(Sealed::part).toArray(Integer[]::new),
      sealed.stream().map(Sealed::link).toArray(Long[]::new),
      texts(sealed, row -> base64(row.personal())),
      texts(sealed, row -> base64(row.mac())),
      texts(rows, ActivityRow::evidence)
    };
  }

  private static Head head(Readable row) {
    ByteBuffer hash = Objects.requireNonNull(row.get("hash", ByteBuffer.class));
    byte[] bytes = new byte[hash.remaining()];
    hash.get(bytes);
    return new Head(
        new Chain.Id(
            Objects.requireNonNull(row.get("account_id", UUID.class)),
            Objects.requireNonNull(row.get("part", Integer.class))),
        Objects.requireNonNull(row.get("seq", Long.class)),
        bytes);
  }

  private static <T> Flux<T> rows(
      Connection connection, String sql, Function<Readable, T> read, Object... values) {
    return Flux.from(bound(connection, sql, values).execute())
        .concatMap(result -> result.map(read::apply));
  }

  private static Mono<Long> update(Connection connection, String sql, Object... values) {
    return Flux.from(bound(connection, sql, values).execute())
        .concatMap(Result::getRowsUpdated)
        .reduce(0L, Long::sum);
  }

  private static Statement bound(Connection connection, String sql, Object... values) {
    Statement statement = connection.createStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.bind(i, values[i]);
    }
    return statement;
  }

  private static <T> UUID[] uuids(List<T> rows, Function<T, @Nullable UUID> column) {
    List<@Nullable UUID> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(column.apply(row)));
    return values.toArray(UUID[]::new);
  }

  private static <T> String[] texts(List<T> rows, Function<T, @Nullable String> column) {
    List<@Nullable String> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(column.apply(row)));
    return values.toArray(String[]::new);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  /** A connection that broke cannot roll back; if it did not go back, the pool would lose it. */
  private static Mono<Void> rollBack(Connection connection) {
    return Mono.from(connection.rollbackTransaction())
        .onErrorComplete()
        .then(Mono.from(connection.close()));
  }
}
