package dev.rosterline.processor.members;

import static dev.rosterline.processor.database.Columns.instants;
import static dev.rosterline.processor.database.Columns.ints;
import static dev.rosterline.processor.database.Columns.uuids;

import dev.rosterline.processor.database.Sql;
import io.r2dbc.spi.Connection;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Counts, for each group, the members whom a DELETE took out of it. Each partition writes rows of
 * its own, so that no two writers meet in one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7643#section-4.1.2">RFC 7643, 4.1.2</a>
 */
final class DepartureStore {

  private static final String COUNT =
      """
      insert into directory.group_departure as d (account_id, group_id, partition, departures, departed_at)
      select m.account_id, m.group_id, k.partition, count(*), max(k.departed_at::timestamptz)
      from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[])
        k(account_id, member_id, partition, departed_at)
      join directory.group_member m on m.account_id = k.account_id and m.member_id = k.member_id
      group by m.account_id, m.group_id, k.partition
      order by m.group_id, k.partition
      on conflict (group_id, partition) do update set
        departures = d.departures + excluded.departures,
        departed_at = greatest(d.departed_at, excluded.departed_at)
      """;

  private DepartureStore() {}

  /** Before the memberships themselves end, where they do. */
  static Mono<Void> count(Connection connection, List<Member> departed) {
    return departed.isEmpty()
        ? Mono.empty()
        : Sql.update(
                connection,
                COUNT,
                uuids(departed, member -> member.account().value()),
                uuids(departed, member -> member.id().value()),
                ints(departed, Member::partition),
                instants(departed, Member::modified))
            .then();
  }
}
