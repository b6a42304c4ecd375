package dev.rosterline.processor.brake;

import static dev.rosterline.processor.database.Columns.longs;
import static dev.rosterline.processor.database.Columns.texts;
import static dev.rosterline.processor.database.Columns.uuids;

import dev.rosterline.contract.AccountId;
import dev.rosterline.processor.database.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The count of each account, locked from reading to commit. Rows are always taken in the order of
 * their accounts and before anything else that batches share, so batches wait and never deadlock.
 */
@Component
public class BrakeStore {

  private static final String BEGIN =
      """
      insert into directory.brake (account_id)
      select k.account_id from unnest($1::uuid[]) k(account_id) order by k.account_id
      on conflict do nothing
      """;

  /** How many members there are is counted anew once an hour: the share is of an hour ago. */
  private static final String LOCK =
      """
      select b.account_id, b.minutes, b.last_minute,
        case when b.counted_at < now() - interval '1 hour' then null else b.members end as members
      from directory.brake b where b.account_id = any($1) order by b.account_id for update
      """;

  private static final String COUNT =
      """
      update directory.brake b set counted_at = now(), members = (
        select count(*) from directory.member m
        where m.account_id = b.account_id and m.removed_at is null)
      where b.account_id = any($1) and b.counted_at < now() - interval '1 hour'
      """;

  private static final String SAVE =
      """
      update directory.brake b
      set minutes = string_to_array(k.minutes, ',')::int[], last_minute = k.last_minute
      from unnest($1::uuid[], $2::text[], $3::bigint[]) k(account_id, minutes, last_minute)
      where b.account_id = k.account_id
      """;

  public Mono<Brakes> load(Connection connection, Set<AccountId> accounts) {
    Brakes brakes = new Brakes();
    if (accounts.isEmpty()) {
      return Mono.just(brakes);
    }
    UUID[] ids = uuids(List.copyOf(accounts), AccountId::value);
    return Sql.update(connection, BEGIN, (Object) ids)
        .then(Sql.query(connection, LOCK, row -> row.get("members", Long.class) == null, one(ids)))
        .flatMap(stale -> stale.contains(true) ? count(connection, ids) : Mono.just(0L))
        .then(Mono.defer(() -> Sql.query(connection, LOCK, row -> keep(row, brakes), one(ids))))
        .thenReturn(brakes);
  }

  private static Mono<Long> count(Connection connection, UUID[] ids) {
    return Sql.update(connection, COUNT, one(ids));
  }

  /** One value that is an array, not an array of values. */
  private static Object[] one(UUID[] ids) {
    return new Object[] {ids};
  }

  private static boolean keep(Row row, Brakes brakes) {
    Integer[] minutes = Objects.requireNonNull(row.get("minutes", Integer[].class));
    Long members = row.get("members", Long.class);
    brakes.loaded(
        new AccountId(Objects.requireNonNull(row.get("account_id", UUID.class))),
        new BrakeWindow(
            Arrays.stream(minutes).mapToInt(Integer::intValue).toArray(),
            Objects.requireNonNull(row.get("last_minute", Long.class)),
            members == null ? 0 : members));
    return true;
  }

  public Mono<Long> save(Connection connection, Brakes brakes) {
    List<AccountId> changed = brakes.changed();
    if (changed.isEmpty()) {
      return Mono.just(0L);
    }
    return Sql.update(
        connection,
        SAVE,
        uuids(changed, AccountId::value),
        texts(changed, account -> joined(brakes.of(account).counts())),
        longs(changed, account -> brakes.of(account).last()));
  }

  private static String joined(int[] counts) {
    return Arrays.stream(counts).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }
}
