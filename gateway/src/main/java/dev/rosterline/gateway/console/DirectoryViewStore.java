package dev.rosterline.gateway.console;

import dev.rosterline.contract.AccountId;
import dev.rosterline.gateway.lookup.AccountScope;
import dev.rosterline.scim.schema.MatchingKey;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Members and groups of one account, as pages show them; read in the scope of the account. */
@Component
class DirectoryViewStore {

  static final int PAGE = 50;

  private static final String STATE =
      """
      case when m.removed_at is not null then 'removed' when m.held is not null then 'held' when m.removal_due_at is not null then 'pending'
           when m.active then 'active' else 'blocked' end
      """;

  /** More than these are not counted: a million members would take longer than a page may. */
  static final int COUNTED = 10_000;

  private static final String LINKED = "scim_id is not null";
  private static final String UNLINKED = "scim_id is null and removed_at is null";
  private static final String STAYING = "removal_due_at is null and held is null";

  /** By state, what to look for in halves of the members that have an index each by name. */
  static final Map<String, List<String>> STATES =
      Map.of(
          "", List.of(LINKED, UNLINKED),
          "active",
              List.of(
                  LINKED + " and active and " + STAYING, UNLINKED + " and active and " + STAYING),
          "blocked", List.of("removed_at is null and not active and " + STAYING),
          "pending", List.of("removal_due_at is not null and held is null and removed_at is null"),
          "held", List.of("held is not null and removed_at is null"),
          "removed", List.of("removed_at is not null"));

  private static final String HALF =
      """
      (select * from directory.member
        where account_id = $1 and user_name <> '' and (user_name_key, member_id) > ($2, $3) and %s
        order by user_name_key, member_id limit %d)
      """;

  /** What a page tells of a member m. */
  static final String SHOWN =
      """
      m.member_id, m.user_name, m.display_name, m.user_name_key, m.removal_due_at, m.modified_at, %s as state,
             array(select g.display_name from directory.group_member gm
                     join directory.scim_group g using (account_id, group_id)
                    where gm.account_id = m.account_id and gm.member_id = m.member_id order by g.display_name limit 200) as groups
      """
          .formatted(STATE);

  /** Who was erased has no name any more, and nothing to show. */
  private static final String PEOPLE =
      """
      select %s
        from (%s) m
       order by m.user_name_key, m.member_id limit %d
      """;

  private static final String GROUPS =
      """
      select g.group_id, g.display_name, g.display_key, g.modified_at,
             (select count(*) from directory.group_member gm join directory.member m using (account_id, member_id)
               where gm.account_id = g.account_id and gm.group_id = g.group_id and m.scim_id is not null) as members
        from directory.scim_group g
       where g.account_id = $1 and ($2 = '' or g.display_key like $3) and g.display_key > $4
       order by g.display_key limit %d
      """
          .formatted(PAGE + 1);

  private static final String COUNTS =
      """
      select least(%1$d, (%2$s) + (%3$s)) as active, (%4$s) as blocked, (%5$s) as pending, (%6$s) as held,
             (select count(*) from (select from directory.scim_group where account_id = $1 limit %1$d) g) as groups
      """
          .formatted(
              COUNTED + 1,
              counted(0, "active"),
              counted(1, "active"),
              counted(0, "blocked"),
              counted(0, "pending"),
              counted(0, "held"));

  private static final String NAMED =
      """
      select scim_id as id from directory.member
       where account_id = $1 and user_name_key = $2 and scim_id is not null
      union all
      select group_id from directory.scim_group where account_id = $1 and display_key = $2
      limit 1
      """;

  private final AccountScope scope;

  DirectoryViewStore(AccountScope scope) {
    this.scope = scope;
  }

  /**
   * @param key what the next page begins after
   */
  record Person(
      String id,
      String userName,
      @Nullable String displayName,
      String state,
      @Nullable Instant removalDueAt,
      Instant modifiedAt,
      List<String> groups,
      String key) {}

  record Group(String id, String name, long members, Instant modifiedAt, String key) {}

  /** Each up to a bound, and one more where there are more. */
  record Counts(long active, long blocked, long pending, long held, long groups) {

    public String shown(long count) {
      return count > COUNTED ? "10,000+" : String.format(Locale.ROOT, "%,d", count);
    }
  }

  /** One more than a page tells that there is another; nobody where there is no such state. */
  Mono<List<Person>> people(UUID account, String state, String after, UUID afterId) {
    List<String> halves = STATES.get(state);
    if (halves == null) {
      return Mono.just(List.of());
    }
    return list(
        account,
        people(halves),
        statement -> statement.bind(0, account).bind(1, after).bind(2, afterId),
        DirectoryViewStore::person);
  }

  private static String people(List<String> halves) {
    String rows =
        halves.stream()
            .map(half -> HALF.formatted(half, PAGE + 1))
            .collect(Collectors.joining(" union all "));
    return PEOPLE.formatted(SHOWN, rows, PAGE + 1);
  }

  /** How many there are, up to a bound. */
  private static String counted(int half, String state) {
    return "select count(*) from (select from directory.member where account_id = $1 and "
        + Objects.requireNonNull(STATES.get(state)).get(half)
        + " limit "
        + (COUNTED + 1)
        + ") m";
  }

  /** The SCIM id of the user or group that is called so; empty where nobody is. */
  Mono<UUID> named(UUID account, String name) {
    return list(
            account,
            NAMED,
            statement -> statement.bind(0, account).bind(1, MatchingKey.of(name)),
            row -> Objects.requireNonNull(row.get("id", UUID.class)))
        .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
  }

  Mono<List<Group>> groups(UUID account, String search, String after) {
    return list(
        account,
        GROUPS,
        statement -> listed(statement, account, search, after),
        DirectoryViewStore::group);
  }

  Mono<Counts> counts(UUID account) {
    return list(
            account, COUNTS, statement -> statement.bind(0, account), DirectoryViewStore::counted)
        .map(List::getFirst);
  }

  private static Statement listed(Statement statement, UUID account, String search, String after) {
    String key = MatchingKey.of(search);
    String pattern = "%" + key.replaceAll("([%_\\\\])", "\\\\$1") + "%";
    return statement.bind(0, account).bind(1, key).bind(2, pattern).bind(3, after);
  }

  private static Counts counted(Readable row) {
    return new Counts(
        number(row, "active"),
        number(row, "blocked"),
        number(row, "pending"),
        number(row, "held"),
        number(row, "groups"));
  }

  static Person person(Readable row) {
    return new Person(
        text(row, "member_id", UUID.class),
        text(row, "user_name", String.class),
        row.get("display_name", String.class),
        text(row, "state", String.class),
        row.get("removal_due_at", Instant.class),
        Objects.requireNonNull(row.get("modified_at", Instant.class)),
        List.of(Objects.requireNonNull(row.get("groups", String[].class))),
        text(row, "user_name_key", String.class));
  }

  private static Group group(Readable row) {
    return new Group(
        text(row, "group_id", UUID.class),
        text(row, "display_name", String.class),
        number(row, "members"),
        Objects.requireNonNull(row.get("modified_at", Instant.class)),
        text(row, "display_key", String.class));
  }

  private static String text(Readable row, String column, Class<?> type) {
    return Objects.requireNonNull(row.get(column, type)).toString();
  }

  private static long number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class));
  }

  private <T> Mono<List<T>> list(
      UUID account, String sql, UnaryOperator<Statement> bound, Function<Readable, T> mapper) {
    return scope.read(
        new AccountId(account),
        connection ->
            Flux.from(bound.apply(connection.createStatement(sql)).execute())
                .concatMap(result -> result.map(mapper))
                .collectList());
  }
}
