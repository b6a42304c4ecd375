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
class RemovalSchedule {

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

  private final Database database;

  RemovalSchedule(Database database) {
    this.database = database;
  }

  List<Due> claim(int limit) {
    return Objects.requireNonNull(
        database.transaction(
            connection ->
                Sql.query(
                    connection,
                    CLAIM,
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
