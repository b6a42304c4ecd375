package dev.rosterline.gateway.admin;

import dev.rosterline.contract.AccountId;
import dev.rosterline.gateway.admin.Undo.Somebody;
import dev.rosterline.gateway.lookup.AccountScope;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How those are now who left or were blocked some time. */
@Component
class UndoStore {

  private static final String NOW =
      """
      select member_id, scim_id, user_name, modified_at,
             case when removed_at is not null and user_name_key <> ''
                    and not exists (select from directory.member o where o.account_id = $1
                      and o.user_name_key = member.user_name_key and o.scim_id is not null)
                    and not exists (select from directory.member o where o.account_id = $1
                      and o.user_name_key = member.user_name_key and o.scim_id is null and o.removed_at is null) then 'removed'
                  when removed_at is not null then 'otherwise' when held is not null then 'held'
                  when removal_due_at is not null then 'leaving' when scim_id is not null and not active then 'blocked'
                  else 'otherwise' end as state
        from directory.member where account_id = $1 and member_id = any($2) order by user_name_key
      """;

  private final AccountScope scope;

  UndoStore(AccountScope scope) {
    this.scope = scope;
  }

  Mono<List<Somebody>> now(UUID account, Collection<UUID> members) {
    return members.isEmpty()
        ? Mono.just(List.of())
        : scope.read(
            new AccountId(account),
            connection ->
                Flux.from(
                        connection
                            .createStatement(NOW)
                            .bind("$1", account)
                            .bind("$2", members.toArray(UUID[]::new))
                            .execute())
                    .flatMap(result -> result.map(UndoStore::somebody))
                    .collectList());
  }

  private static Somebody somebody(Readable row) {
    return new Somebody(
        required(row, "member_id", UUID.class),
        row.get("scim_id", UUID.class),
        required(row, "user_name", String.class),
        required(row, "modified_at", Instant.class),
        required(row, "state", String.class));
  }

  private static <T> T required(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type));
  }
}
