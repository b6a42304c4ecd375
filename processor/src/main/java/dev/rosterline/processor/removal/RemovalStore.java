package dev.rosterline.processor.removal;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.processor.database.Database;
import dev.rosterline.processor.database.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Removals by the date they are due. */
@Component
class RemovalStore {

  record Due(AccountId account, MemberId member, long generation, Instant at) {}

  /** Repeated after a minute, should the command have been lost with its sender. */
  private static final String CLAIM =
      """
      update directory.member m set removal_sent_at = now()
      from (
        select account_id, member_id from directory.member
        where removal_due_at <= now()
          and (removal_sent_at is null or removal_sent_at < now() - interval '60 seconds')
        order by removal_due_at limit $1 for update skip locked) due
      where m.account_id = due.account_id and m.member_id = due.member_id
      returning m.account_id, m.member_id, m.removal_generation, m.removal_due_at
      """;

  private static final String UNDER_WAY =
      """
      select count(*)::int as sent from (
        select from directory.member
        where removal_due_at <= now() and removal_sent_at >= now() - interval '60 seconds'
        limit $1) m
      """;

  /** Dates that are not what the grace period of today says. */
  private static final String MISDATED =
      """
      p.grace_changed_at is not null and not p.grace_settled and m.account_id = p.account_id
        and m.removal_due_at is not null
        and m.removal_due_at <> m.modified_at + make_interval(hours => p.grace_days * 24)
      """;

  private static final String CLAIM_MISDATED =
      """
      update directory.member m set removal_sent_at = now()
      from (
        select m.account_id, m.member_id, p.grace_changed_at
        from directory.account_policy p, directory.member m
        where
      """
          + MISDATED
          + """
          and (m.removal_sent_at is null or m.removal_sent_at < now() - interval '60 seconds')
        limit $1 for update of m skip locked) misdated
      where m.account_id = misdated.account_id and m.member_id = misdated.member_id
      returning m.account_id, m.member_id, m.removal_generation,
        misdated.grace_changed_at as removal_due_at
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

  List<Due> claim(int limit) {
    return claimed(CLAIM, limit);
  }

  /** How many were claimed and are not applied yet; more than the limit are not counted. */
  int underWay(int limit) {
    return Objects.requireNonNull(
            database.transaction(
                connection ->
                    Sql.query(
                        connection,
                        UNDER_WAY,
                        row -> Objects.requireNonNull(row.get("sent", Integer.class)),
                        limit)))
        .getFirst();
  }

  /** Removals whose date has to move; the instant is when the grace period changed. */
  List<Due> claimMisdated(int limit) {
    return claimed(CLAIM_MISDATED, limit);
  }

  void settle() {
    database.transaction(connection -> Sql.update(connection, SETTLE));
  }

  private List<Due> claimed(String sql, int limit) {
    return Objects.requireNonNull(
        database.transaction(
            connection ->
                Sql.query(
                    connection,
                    sql,
                    row ->
                        new Due(
                            new AccountId(
                                Objects.requireNonNull(row.get("account_id", UUID.class))),
                            new MemberId(Objects.requireNonNull(row.get("member_id", UUID.class))),
                            Objects.requireNonNull(row.get("removal_generation", Long.class)),
                            Objects.requireNonNull(row.get("removal_due_at", Instant.class))),
                    limit)));
  }
}
