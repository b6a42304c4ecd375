package dev.rosterline.processor.removal;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.processor.database.Database;
import dev.rosterline.processor.database.Sql;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Removals by the date they are due. */
@Component
class RemovalStore {

  /**
   * @param at the date as it is set
   * @param cause that date, or when the grace period changed by which it is wrong
   */
  record Due(AccountId account, MemberId member, long generation, Instant at, Instant cause) {}

  /** Before all that is due, or all whose date has to move. */
  private static final Due FIRST =
      new Due(
          new AccountId(new UUID(0, 0)),
          new MemberId(new UUID(0, 0)),
          0,
          Instant.EPOCH,
          Instant.EPOCH);

  private static final int PAGE = 1_000;

  private static final String NOW = "select now() as now";

  private static final String DUE =
      """
      select account_id, member_id, removal_generation, removal_due_at, removal_due_at as cause
      from directory.member
      where removal_due_at <= $1 and (removal_due_at, member_id) > ($2, $3)
      order by removal_due_at, member_id limit $4
      """;

  /** Dates that are not what the grace period of today says. */
  private static final String MISDATED =
      """
      p.grace_changed_at is not null and not p.grace_settled and m.account_id = p.account_id
        and m.removal_due_at is not null
        and m.removal_due_at <> m.modified_at + make_interval(hours => p.grace_days * 24)
      """;

  private static final String MISDATED_PAGE =
      """
      select m.account_id, m.member_id, m.removal_generation, m.removal_due_at,
        p.grace_changed_at as cause
      from directory.account_policy p, directory.member m
      where
      """
          + MISDATED
          + """
              and (m.account_id, m.removal_due_at, m.member_id) > ($1, $2, $3)
          order by m.account_id, m.removal_due_at, m.member_id limit $4
          """;

  /** Not before every DELETE that may still have gone by the old period is committed. */
  private static final String SETTLE =
      """
      update directory.account_policy p set grace_settled = true
      where not p.grace_settled and p.grace_changed_at < now() - interval '2 minutes'
        and not exists (select from directory.member m where
      """
          + MISDATED
          + ")";

  private final Database database;

  RemovalStore(Database database) {
    this.database = database;
  }

  /**
   * A page of removals whose time has come, the longest due first.
   *
   * @param now what is due by then
   * @param after the last one of the page before
   */
  List<Due> due(Instant now, @Nullable Due after) {
    Due last = after == null ? FIRST : after;
    return page(DUE, now, last.at(), last.member().value(), PAGE);
  }

  /**
   * A page of removals whose date has to move.
   *
   * @param after the last one of the page before
   */
  List<Due> misdated(@Nullable Due after) {
    Due last = after == null ? FIRST : after;
    return page(MISDATED_PAGE, last.account().value(), last.at(), last.member().value(), PAGE);
  }

  /** What the database's clock says. */
  Instant now() {
    return Objects.requireNonNull(
            database.transaction(connection -> Sql.query(connection, NOW, RemovalStore::now)))
        .getFirst();
  }

  void settle() {
    database.transaction(connection -> Sql.update(connection, SETTLE));
  }

  private List<Due> page(String sql, Object... values) {
    return Objects.requireNonNull(
        database.transaction(connection -> Sql.query(connection, sql, RemovalStore::due, values)));
  }

  private static Instant now(Row row) {
    return Objects.requireNonNull(row.get("now", Instant.class));
  }

  private static Due due(Row row) {
    return new Due(
        new AccountId(Objects.requireNonNull(row.get("account_id", UUID.class))),
        new MemberId(Objects.requireNonNull(row.get("member_id", UUID.class))),
        Objects.requireNonNull(row.get("removal_generation", Long.class)),
        Objects.requireNonNull(row.get("removal_due_at", Instant.class)),
        Objects.requireNonNull(row.get("cause", Instant.class)));
  }
}
