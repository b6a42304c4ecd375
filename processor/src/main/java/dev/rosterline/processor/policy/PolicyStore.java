package dev.rosterline.processor.policy;

import static dev.rosterline.processor.database.Columns.instants;
import static dev.rosterline.processor.database.Columns.texts;
import static dev.rosterline.processor.database.Columns.uuids;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.wire.PolicyWire;
import dev.rosterline.processor.database.Sql;
import dev.rosterline.processor.database.StoredJson;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Policies by account. */
@Component
public class PolicyStore {

  private static final String LOAD =
      """
      select account_id, settings::text as settings from directory.account_policy
      where account_id = any($1)
      """;

  private static final String SAVE =
      """
      insert into directory.account_policy as p (account_id, settings, grace_changed_at, grace_settled)
      select k.account_id, k.settings::jsonb, k.grace_changed_at::timestamptz, k.grace_changed_at is null
      from unnest($1::uuid[], $2::text[], $3::text[]) k(account_id, settings, grace_changed_at)
      on conflict (account_id) do update set settings = excluded.settings,
        grace_changed_at = excluded.grace_changed_at,
        grace_settled = p.grace_settled and p.grace_changed_at is not distinct from excluded.grace_changed_at
      """;

  public Mono<Policies> load(Connection connection, Set<AccountId> accounts) {
    Policies policies = new Policies();
    if (accounts.isEmpty()) {
      return Mono.just(policies);
    }
    UUID[] ids = uuids(List.copyOf(accounts), AccountId::value);
    return Sql.query(connection, LOAD, row -> keep(row, policies), (Object) ids)
        .thenReturn(policies);
  }

  private static boolean keep(Row row, Policies policies) {
    UUID account = Objects.requireNonNull(row.get("account_id", UUID.class));
    String settings = Objects.requireNonNull(row.get("settings", String.class));
    policies.loaded(new AccountId(account), PolicyWire.read(StoredJson.object(settings)));
    return true;
  }

  public Mono<Long> save(Connection connection, Policies policies) {
    List<AccountId> changed = policies.changed();
    if (changed.isEmpty()) {
      return Mono.just(0L);
    }
    return Sql.update(
        connection,
        SAVE,
        uuids(changed, AccountId::value),
        texts(changed, account -> PolicyWire.write(policies.of(account)).toString()),
        instants(changed, account -> policies.of(account).graceChangedAt()));
  }
}
