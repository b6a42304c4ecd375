package dev.rosterline.processor.removal;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Source;
import dev.rosterline.processor.database.Sql;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The removals whose grace period is over, each claimed by one instance at a time. */
final class RemovalSchedule {

  private RemovalSchedule() {}

  static List<CommandEnvelope> claim(Sql sql, int limit) {
    return sql.query(
        """
        update directory.member m set removal_sent_at = now()
         where (account_id, member_id) in (
                 select account_id, member_id from directory.member
                  where removal_due_at <= now() and (removal_sent_at is null or removal_sent_at < now() - interval '60 seconds')
                  order by removal_due_at limit $1 for update skip locked)
        returning account_id, member_id, removal_due_at, removal_generation, now() as now
        """,
        RemovalSchedule::command,
        limit);
  }

  private static CommandEnvelope command(Readable row) {
    UUID member = Objects.requireNonNull(row.get("member_id", UUID.class));
    long generation = Objects.requireNonNull(row.get("removal_generation", Long.class));
    Instant dueAt = Objects.requireNonNull(row.get("removal_due_at", Instant.class));
    return new CommandEnvelope(
        Ids.derived(dueAt, member, generation),
        new AccountId(Objects.requireNonNull(row.get("account_id", UUID.class))),
        new ScimId(member),
        0,
        new Command.RemovalDue(new MemberId(member), generation),
        Source.SYSTEM,
        Objects.requireNonNull(row.get("now", Instant.class)),
        null,
        List.of(),
        null);
  }
}
