package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.scim.filter.Filter;
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
class DirectoryStore implements ResourceLookup {

  private static final String USER_COLUMNS =
      "r.scim_id as id, r.version, r.created_at, r.modified_at, r.document::text as document, "
          + Related.GROUPS
          + "::text as related";
  private static final String GROUP_COLUMNS =
      "r.group_id as id, r.version, r.created_at, r.modified_at, r.document::text as document, null::text as related";
  private static final String GROUP_COLUMNS_WITH_MEMBERS =
      "r.group_id as id, r.version, r.created_at, r.modified_at, r.document::text as document, "
          + Related.MEMBERS
          + "::text as related";

  private final AccountScope scope;
  private final String baseUrl;

  DirectoryStore(AccountScope scope, RepresentationWriter representations) {
    this.scope = scope;
    this.baseUrl = representations.baseUrl();
  }

  @Override
  public Mono<StoredResource> user(AccountId account, ScimId id) {
    return scope.call(
        connection ->
            rows(
                    connection
                        .createStatement("select * from directory.user_by_id($1, $2)")
                        .bind(0, account.value())
                        .bind(1, id.value()),
                    "groups")
                .next());
  }

  @Override
  public Mono<StoredResource> group(AccountId account, ScimId id, boolean withMembers) {
    String columns = withMembers ? GROUP_COLUMNS_WITH_MEMBERS : GROUP_COLUMNS;
    String sql =
        "select "
            + columns
            + " from directory.scim_group r where r.account_id = $1 and r.group_id = $2";
    return scope.read(
        account,
        connection ->
            rows(
                    connection.createStatement(sql).bind(0, account.value()).bind(1, id.value()),
                    "members")
                .next());
  }

  /** A page and the number of all that match. */
  Mono<Page> page(AccountId account, ListQuery query) {
    String name = query.soughtUser("userName");
    if (name != null) {
      return named(account, MatchingKey.of(name));
    }
    String externalId = query.soughtUser("externalId");
    return externalId == null
        ? search(account, query)
        : linked(account, externalId, query.count())
            .filter(page -> page.total() <= query.count())
            .switchIfEmpty(Mono.defer(() -> search(account, query)));
  }

  private Mono<Page> search(AccountId account, ListQuery query) {
    return scope.read(
        account,
        connection ->
            query.count() == 0
                ? total(connection, account, query).map(Page::empty)
                : page(connection, account, query));
  }

  /**
   * @param total of all that match the filter, on this page or not
   */
  record Page(List<StoredResource> resources, long total) {

    static Page empty(long total) {
      return new Page(List.of(), total);
    }
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
            rows(statement.apply(connection), "groups")
                .collectList()
                .map(found -> new Page(found, found.size())));
  }

  private Mono<Page> page(Connection connection, AccountId account, ListQuery query) {
    Parameters parameters = new Parameters();
    boolean users = query.type() == ResourceType.USER;
    String columns =
        users
            ? USER_COLUMNS
            : query.projection().includes("members") ? GROUP_COLUMNS_WITH_MEMBERS : GROUP_COLUMNS;
    String order = SortSql.order(query);
    // The page is cut first: what a resource is related to is looked up for its rows alone, not for
    // those before it.
    String sql =
        "select "
            + columns
            + " from (select r.*"
            + from(account, query, parameters)
            + " order by "
            + order
            + " limit "
            + parameters.add(query.count())
            + " offset "
            + parameters.add(query.startIndex() - 1L)
            + ") r order by "
            + order;
    return rows(parameters.bind(connection.createStatement(sql)), users ? "groups" : "members")
        .collectList()
        .flatMap(
            found ->
                query.startIndex() == 1 && found.size() < query.count()
                    ? Mono.just(new Page(found, found.size()))
                    : total(connection, account, query).map(total -> new Page(found, total)));
  }

  private Mono<Long> total(Connection connection, AccountId account, ListQuery query) {
    Parameters parameters = new Parameters();
    String sql = "select count(*) as total" + from(account, query, parameters);
    return Flux.from(parameters.bind(connection.createStatement(sql)).execute())
        .flatMap(result -> result.map(row -> Objects.requireNonNull(row.get("total", Long.class))))
        .next();
  }

  private String from(AccountId account, ListQuery query, Parameters parameters) {
    String table =
        query.type() == ResourceType.USER
            ? " from directory.member r"
            : " from directory.scim_group r";
    String provisioned = query.type() == ResourceType.USER ? " and r.scim_id is not null" : "";
    Filter filter = query.filter();
    String condition =
        filter == null
            ? ""
            : " and " + new FilterSql(query.type(), parameters, baseUrl).condition(filter);
    return table
        + " where r.account_id = "
        + parameters.add(account.value())
        + provisioned
        + condition;
  }

  private static Flux<StoredResource> rows(Statement statement, String relation) {
    return Flux.from(statement.execute())
        .flatMap(result -> result.map(row -> resource(row, relation)));
  }

  private static StoredResource resource(Readable row, String relation) {
    String document = Objects.requireNonNull(row.get("document", String.class));
    @Nullable String related = row.get("related", String.class);
    if (related != null) {
      document =
          document.substring(0, document.lastIndexOf('}'))
              + ",\""
              + relation
              + "\":"
              + related
              + "}";
    }
    return new StoredResource(
        new ScimId(Objects.requireNonNull(row.get("id", UUID.class))),
        Objects.requireNonNull(row.get("version", Long.class)),
        Objects.requireNonNull(row.get("created_at", Instant.class)),
        Objects.requireNonNull(row.get("modified_at", Instant.class)),
        document);
  }
}
