package dev.rosterline.gateway.roles;

import dev.rosterline.contract.AccountId;
import dev.rosterline.gateway.lookup.AccountScope;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Groups by name, and who is in some of them but not in others. */
@Component
public class RoleMembersStore {

  private static final String GROUPS =
      "select group_id, display_name from directory.scim_group where account_id = $1";

  private static final String BETWEEN =
      """
      with inside as (select distinct member_id from directory.group_member where account_id = $1 and group_id = any($2)),
           outside as (select distinct member_id from directory.group_member where account_id = $1 and group_id = any($3))
      select count(*) over () as total, m.user_name
        from inside join directory.member m on m.account_id = $1 and m.member_id = inside.member_id
       where m.removed_at is null and not exists (select from outside where outside.member_id = m.member_id)
       order by m.user_name_key limit 100
      """;

  private final AccountScope scope;

  public RoleMembersStore(AccountScope scope) {
    this.scope = scope;
  }

  /**
   * Some members.
   *
   * @param userNames the first hundred by name
   */
  public record Members(long count, List<String> userNames) {

    static final Members NOBODY = new Members(0, List.of());
  }

  Mono<Map<UUID, String>> groups(UUID account) {
    return scope.read(
        new AccountId(account),
        connection ->
            Flux.from(connection.createStatement(GROUPS).bind("$1", account).execute())
                .flatMap(result -> result.map(RoleMembersStore::group))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map.Entry<UUID, String> group(Readable row) {
    return Map.entry(
        Objects.requireNonNull(row.get("group_id", UUID.class)),
        Objects.requireNonNull(row.get("display_name", String.class)));
  }

  /** Who is in one of the first groups and in none of the others. */
  Mono<Members> between(UUID account, Collection<UUID> inside, Collection<UUID> outside) {
    return inside.isEmpty()
        ? Mono.just(Members.NOBODY)
        : scope.read(
            new AccountId(account), connection -> between(connection, account, inside, outside));
  }

  private static Mono<Members> between(
      Connection connection, UUID account, Collection<UUID> inside, Collection<UUID> outside) {
    return Flux.from(
            connection
                .createStatement(BETWEEN)
                .bind("$1", account)
                .bind("$2", inside.toArray(UUID[]::new))
                .bind("$3", outside.toArray(UUID[]::new))
                .execute())
        .flatMap(
            result ->
                result.map(
                    row ->
                        Map.entry(
                            Objects.requireNonNull(row.get("total", Long.class)),
                            Objects.requireNonNull(row.get("user_name", String.class)))))
        .collectList()
        .map(
            rows ->
                rows.isEmpty()
                    ? Members.NOBODY
                    : new Members(
                        rows.getFirst().getKey(), rows.stream().map(Map.Entry::getValue).toList()));
  }
}
