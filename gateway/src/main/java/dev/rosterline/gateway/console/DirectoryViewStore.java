package dev.rosterline.gateway.console;

import dev.rosterline.contract.AccountId;
import dev.rosterline.gateway.lookup.AccountScope;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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
      case when removed_at is not null then 'removed' when held is not null then 'held' when removal_due_at is not null then 'pending'
           when active then 'active' else 'blocked' end
      """;

  /** Who was erased has no name any more, and nothing to show. */
  private static final String PEOPLE =
      """
      select m.member_id, m.user_name, m.display_name, m.user_name_key, m.removal_due_at, m.modified_at, m.state,
             array(select g.display_name from directory.group_member gm
                     join directory.scim_group g using (account_id, group_id)
                    where gm.account_id = m.account_id and gm.member_id = m.member_id order by g.display_name limit 200) as groups
        from (select *, %s as state from directory.member
               where account_id = $1 and user_name <> '' and ($2 = '' or user_name_key like $3 or display_key like $3)
                 and (user_name_key, member_id) > ($4, $6)) m
       where $5 = '' and state <> 'removed' or state = $5
       order by m.user_name_key, m.member_id limit %d
      """
          .formatted(STATE, PAGE + 1);

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
      select count(*) filter (where state = 'active') as active,
             count(*) filter (where state = 'blocked') as blocked,
             count(*) filter (where state = 'pending') as pending,
             count(*) filter (where state = 'held') as held,
             (select count(*) from directory.scim_group g where g.account_id = $1) as groups
        from (select %s as state from directory.member where account_id = $1) m
      """
          .formatted(STATE);

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

  record Counts(long active, long blocked, long pending, long held, long groups) {}

  /** One more than a page tells that there is another. */
  Mono<List<Person>> people(UUID account, String search, String state, String after, UUID afterId) {
    return list(
        account,
        PEOPLE,
        statement -> listed(statement, account, search, after).bind(4, state).bind(5, afterId),
        DirectoryViewStore::person);
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
    String key = search.strip().toLowerCase(Locale.ROOT);
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

  private static Person person(Readable row) {
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
