package dev.rosterline.processor.awaited;

import dev.rosterline.contract.AccountId;
import dev.rosterline.processor.database.Database;
import dev.rosterline.processor.database.Sql;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What groups name although nobody, and no group, is there by that id. */
@Component
class AwaitedStore {

  /** A row of a group that names nobody. */
  record Awaited(AccountId account, UUID group, UUID value) {}

  static final Awaited FIRST =
      new Awaited(new AccountId(new UUID(0, 0)), new UUID(0, 0), new UUID(0, 0));

  /**
   * In the order of an index, so that a table of millions is walked and never sorted. An id begins
   * with the time it was made at, and is compared with the id of a time: to read the time out of
   * each of a million took 2.5 s instead of 0.7. One from the future was made by nobody.
   */
  static final String OVER =
      """
      select gm.account_id, gm.group_id, gm.member_id from directory.group_member gm
      where (gm.account_id, gm.member_id, gm.group_id) > ($1, $2, $3)
        and (gm.member_id < $4 or gm.member_id > $5)
        and not exists (select from directory.member m
          where m.account_id = gm.account_id and m.member_id = gm.member_id)
        and not exists (select from directory.scim_group g
          where g.account_id = gm.account_id and g.group_id = gm.member_id)
      order by gm.account_id, gm.member_id, gm.group_id limit 1000
      """;

  private final Database database;

  AwaitedStore(Database database) {
    this.database = database;
  }

  /**
   * A page of those whose time is over.
   *
   * @param after the last one of the page before
   * @param before whose id is older is awaited no longer
   * @param beyond whose id is younger than the clock can be
   */
  List<Awaited> over(Awaited after, Instant before, Instant beyond) {
    return Objects.requireNonNull(
        database.transaction(
            connection ->
                Sql.query(
                    connection,
                    OVER,
                    AwaitedStore::awaited,
                    after.account().value(),
                    after.value(),
                    after.group(),
                    first(before),
                    first(beyond))));
  }

  /** The least id of a time (RFC 9562, 5.7). */
  static UUID first(Instant at) {
    return new UUID(at.toEpochMilli() << 16, 0);
  }

  private static Awaited awaited(Row row) {
    return new Awaited(
        new AccountId(Objects.requireNonNull(row.get("account_id", UUID.class))),
        Objects.requireNonNull(row.get("group_id", UUID.class)),
        Objects.requireNonNull(row.get("member_id", UUID.class)));
  }
}
