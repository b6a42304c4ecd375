package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.gateway.paging.Position;
import dev.rosterline.scim.schema.MatchingKey;
import dev.rosterline.scim.schema.ResourceType;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads members and groups of one account. Who is not provisioned is not there. */
@Component
class DirectoryStore {

  /** Of one group in one statement. */
  private static final int MEMBERS_AT_ONCE = 1_000;

  private static final String GROUP =
      "select 'Group' as type, r.group_id as id, r.version, r.created_at, r.modified_at, r.document::text as document,"
          + " null::text as sort_key, null::text as groups, ";

  private final AccountScope scope;
  private final String baseUrl;

  DirectoryStore(AccountScope scope, RepresentationWriter representations) {
    this.scope = scope;
    this.baseUrl = representations.baseUrl();
  }

  Mono<StoredResource> user(AccountId account, ScimId id) {
    return scope.call(
        connection ->
            users(
                    connection
                        .createStatement("select * from directory.user_by_id($1, $2)")
                        .bind(0, account.value())
                        .bind(1, id.value()))
                .next());
  }

  /** A group with its first members, if there are more than can be answered at once. */
  Mono<Found> groupPart(AccountId account, ScimId id, boolean withMembers) {
    return withMembers
        ? groups(
            account,
            id,
            GROUP + "m.members, m.last_member",
            " left join lateral (" + Related.members(MEMBERS_AT_ONCE, "$3", "") + ") m on true")
        : groups(account, id, GROUP + "null::text as members, null::uuid as last_member", "");
  }

  private Mono<Found> groups(AccountId account, ScimId id, String columns, String join) {
    String sql =
        columns
            + " from directory.shown_group r"
            + join
            + " where r.account_id = $1 and r.group_id = $2";
    return scope.read(
        account,
        connection -> {
          Statement statement =
              connection.createStatement(sql).bind(0, account.value()).bind(1, id.value());
          return rows(join.isEmpty() ? statement : statement.bind(2, baseUrl)).next();
        });
  }

  /** The members behind one, part by part; no connection waits while a client reads. */
  Flux<Members> membersBehind(AccountId account, ScimId group, UUID member) {
    return members(account, group, member)
        .expand(
            part -> {
              UUID last = part.last();
              return last == null ? Mono.empty() : members(account, group, last);
            });
  }

  private Mono<Members> members(AccountId account, ScimId group, UUID behind) {
    return scope.read(
        account,
        connection ->
            Flux.from(
                    connection
                        .createStatement(Related.membersBehind(MEMBERS_AT_ONCE))
                        .bind(0, account.value())
                        .bind(1, group.value())
                        .bind(2, baseUrl)
                        .bind(3, behind)
                        .execute())
                .flatMap(
                    result ->
                        result.map(
                            row ->
                                new Members(
                                    row.get("members", String.class),
                                    row.get("last_member", UUID.class))))
                .next());
  }

  /** The whole answer to the look-ups before each write; empty for all other queries. */
  Mono<Page> sought(AccountId account, ListQuery query) {
    String name = query.soughtUser("userName");
    if (name != null) {
      return named(account, MatchingKey.of(name));
    }
    String externalId = query.soughtUser("externalId");
    return externalId == null
        ? Mono.empty()
        : linked(account, externalId, query.count()).filter(page -> page.total() <= query.count());
  }

  /** The look-up before each create: at most one has the name. */
  private Mono<Page> named(AccountId account, String key) {
    return whole(
        connection ->
            connection
                .createStatement("select * from directory.user_by_name($1, $2)")
                .bind(0, account.value())
                .bind(1, key));
  }

  /** One more than asked for tells that there are more. */
  private Mono<Page> linked(AccountId account, String externalId, int count) {
    return whole(
        connection ->
            connection
                .createStatement("select * from directory.users_by_external_id($1, $2, $3)")
                .bind(0, account.value())
                .bind(1, externalId)
                .bind(2, count + 1));
  }

  private Mono<Page> whole(Function<Connection, Statement> statement) {
    return scope.call(
        connection ->
            users(statement.apply(connection)).map(Found::user).collectList().map(Page::whole));
  }

  /**
   * What follows, and how much there is in all behind the position.
   *
   * @param after null for the front of the list
   * @param skipped resources behind that
   */
  Mono<Slice> slice(AccountId account, ListQuery query, @Nullable Position after, long skipped) {
    return scope.read(
        account,
        connection ->
            query.count() == 0
                ? total(connection, account, query, after)
                    .map(total -> new Slice(List.of(), total, null))
                : read(connection, account, query, after, skipped)
                    .flatMap(
                        rows ->
                            isLast(rows, query, skipped)
                                ? Mono.just(Slice.of(rows, query.count(), skipped + rows.size()))
                                : total(connection, account, query, after)
                                    .map(total -> Slice.of(rows, query.count(), total))));
  }

  /** What follows, for who knows the total. */
  Mono<Slice> sliceUncounted(AccountId account, ListQuery query, Position after) {
    return scope.read(
        account,
        connection ->
            read(connection, account, query, after, 0)
                .map(rows -> Slice.of(rows, query.count(), 0)));
  }

  /** Then the rows tell the total; behind the end of the list none do. */
  private static boolean isLast(List<Found> rows, ListQuery query, long skipped) {
    return rows.size() <= query.count() && (skipped == 0 || !rows.isEmpty());
  }

  private Mono<List<Found>> read(
      Connection connection,
      AccountId account,
      ListQuery query,
      @Nullable Position after,
      long skipped) {
    PageSql page = new PageSql(account, query, baseUrl);
    String sql = page.rows(after, skipped, query.count() + 1);
    return rows(page.parameters().bind(connection.createStatement(sql))).collectList();
  }

  private Mono<Long> total(
      Connection connection, AccountId account, ListQuery query, @Nullable Position after) {
    PageSql page = new PageSql(account, query, baseUrl);
    String sql = page.total(after);
    return Flux.from(page.parameters().bind(connection.createStatement(sql)).execute())
        .flatMap(result -> result.map(row -> Objects.requireNonNull(row.get("total", Long.class))))
        .next();
  }

  private static Flux<StoredResource> users(Statement statement) {
    return Flux.from(statement.execute())
        .flatMap(
            result ->
                result.map(
                    row -> withRelated(resource(row), "groups", row.get("related", String.class))));
  }

  private static Flux<Found> rows(Statement statement) {
    return Flux.from(statement.execute()).flatMap(result -> result.map(DirectoryStore::found));
  }

  private static Found found(Readable row) {
    boolean user = "User".equals(row.get("type", String.class));
    return new Found(
        user ? ResourceType.USER : ResourceType.GROUP,
        withRelated(resource(row), "groups", row.get("groups", String.class)),
        row.get("members", String.class),
        row.get("last_member", UUID.class),
        row.get("sort_key", String.class));
  }

  private static StoredResource resource(Readable row) {
    return new StoredResource(
        new ScimId(Objects.requireNonNull(row.get("id", UUID.class))),
        Objects.requireNonNull(row.get("version", Long.class)),
        Objects.requireNonNull(row.get("created_at", Instant.class)),
        Objects.requireNonNull(row.get("modified_at", Instant.class)),
        Objects.requireNonNull(row.get("document", String.class)));
  }

  private static StoredResource withRelated(
      StoredResource resource, String relation, @Nullable String related) {
    if (related == null) {
      return resource;
    }
    String document = resource.document();
    String whole =
        document.substring(0, document.lastIndexOf('}')) + ",\"" + relation + "\":" + related + "}";
    return new StoredResource(
        resource.id(), resource.version(), resource.created(), resource.modified(), whole);
  }
}
