package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.scim.filter.AttributeRef;
import dev.rosterline.scim.filter.Filter;
import dev.rosterline.scim.schema.Attribute;
import dev.rosterline.scim.schema.MatchingKey;
import dev.rosterline.scim.schema.ResourceType;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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

  DirectoryStore(AccountScope scope) {
    this.scope = scope;
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
    String name = query.userName();
    if (name != null) {
      return named(account, MatchingKey.of(name));
    }
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
    return scope.call(
        connection ->
            rows(
                    connection
                        .createStatement("select * from directory.user_by_name($1, $2)")
                        .bind(0, account.value())
                        .bind(1, key),
                    "groups")
                .collectList()
                .map(found -> new Page(found, found.size())));
  }

  private static Mono<Page> page(Connection connection, AccountId account, ListQuery query) {
    Parameters parameters = new Parameters();
    boolean users = query.type() == ResourceType.USER;
    String columns =
        users
            ? USER_COLUMNS
            : query.projection().includes("members") ? GROUP_COLUMNS_WITH_MEMBERS : GROUP_COLUMNS;
    String order = order(query);
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

  private static Mono<Long> total(Connection connection, AccountId account, ListQuery query) {
    Parameters parameters = new Parameters();
    String sql = "select count(*) as total" + from(account, query, parameters);
    return Flux.from(parameters.bind(connection.createStatement(sql)).execute())
        .flatMap(result -> result.map(row -> Objects.requireNonNull(row.get("total", Long.class))))
        .next();
  }

  private static String from(AccountId account, ListQuery query, Parameters parameters) {
    String table =
        query.type() == ResourceType.USER
            ? " from directory.member r"
            : " from directory.scim_group r";
    String provisioned = query.type() == ResourceType.USER ? " and r.scim_id is not null" : "";
    Filter filter = query.filter();
    String condition =
        filter == null ? "" : " and " + new FilterSql(query.type(), parameters).condition(filter);
    return table
        + " where r.account_id = "
        + parameters.add(account.value())
        + provisioned
        + condition;
  }

  /** The id comes last, so that equal keys keep their order over pages. */
  private static String order(ListQuery query) {
    String id = query.type() == ResourceType.USER ? "r.scim_id" : "r.group_id";
    AttributeRef sortBy = query.sortBy();
    if (sortBy == null) {
      return id;
    }
    String nulls = query.descending() ? " desc nulls first, " : " asc nulls last, ";
    return sortKey(query.type(), sortBy) + nulls + id;
  }

  private static String sortKey(ResourceType type, AttributeRef ref) {
    Column column = Column.of(type, ref);
    if (column != null) {
      return column.sql();
    }
    Attribute sub = ref.sub();
    String urn = ref.extensionUrn() == null ? "" : "\"" + ref.extensionUrn() + "\",";
    String path = "r.document #> '{" + urn + ref.attribute().name() + "}'";
    if (ref.attribute().multiValued()) {
      String name = sub == null ? "value" : sub.name();
      return "(select lower(e ->> '"
          + name
          + "') from jsonb_array_elements("
          + path
          + ") e order by coalesce((e ->> 'primary')::boolean, false) desc limit 1)";
    }
    String text =
        sub == null
            ? path.replace("#>", "#>>")
            : path.replace("#>", "#>>").replace("}'", "," + sub.name() + "}'");
    return ref.comparesExactly() ? text : "lower(" + text + ")";
  }

  private static Flux<StoredResource> rows(io.r2dbc.spi.Statement statement, String relation) {
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
