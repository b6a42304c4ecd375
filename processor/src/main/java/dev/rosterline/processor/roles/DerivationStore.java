package dev.rosterline.processor.roles;

import static dev.rosterline.processor.database.Columns.longs;
import static dev.rosterline.processor.database.Columns.uuids;

import dev.rosterline.processor.database.Sql;
import dev.rosterline.processor.groups.MembershipStore;
import dev.rosterline.processor.groups.MembershipStore.Person;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The groups of members, and whom a change of them concerns: in the transaction of the batch. */
@Component
public class DerivationStore {

  private static final String MARK =
      """
      insert into directory.standing_mark (account_id, resource_id, cause)
      select * from unnest($1::uuid[], $2::uuid[], $3::uuid[])
      """;

  private static final String MARK_MEMBERS =
      """
      insert into directory.standing_mark (account_id, resource_id, cause)
      select m.account_id, m.member_id, k.cause
      from unnest($1::uuid[], $2::uuid[], $3::uuid[]) k(account_id, group_id, cause)
      join directory.group_member m on m.account_id = k.account_id and m.group_id = k.group_id
      """;

  /** A walk over an account waits for those who may go by the policy of before. */
  private static final String WALK =
      """
      insert into directory.standing_walk (account_id, group_id, cause, on_groups, horizon)
      select k.account_id, k.group_id, k.cause, k.whole, case when not k.whole then '0'::xid8 end
      from (select account_id, group_id, cause,
              group_id = '00000000-0000-0000-0000-000000000000' as whole
            from unnest($1::uuid[], $2::uuid[], $3::uuid[]) u(account_id, group_id, cause)) k
      on conflict (account_id, group_id) do update set cause = excluded.cause,
        on_groups = excluded.on_groups, after_id = excluded.after_id, horizon = excluded.horizon
      """;

  private static final String DONE = "delete from directory.standing_mark where mark = any($1)";

  private final MembershipStore memberships;

  DerivationStore(MembershipStore memberships) {
    this.memberships = memberships;
  }

  /** For people who are to be looked at. */
  public Mono<Derivations> load(Connection connection, Set<Person> people) {
    return memberships.groupsOf(connection, List.copyOf(people)).map(Derivations::new);
  }

  /** Before the memberships of groups that end are gone. */
  public Mono<Void> save(Connection connection, Derivations derivations) {
    return mark(connection, derivations.marks())
        .then(Mono.defer(() -> end(connection, derivations.ends())))
        .then(Mono.defer(() -> walk(connection, derivations.walks())))
        .then(Mono.defer(() -> done(connection, derivations.done())));
  }

  private static Mono<Void> mark(Connection connection, List<Derivations.Mark> marks) {
    return marks.isEmpty()
        ? Mono.empty()
        : Sql.update(
                connection,
                MARK,
                uuids(marks, mark -> mark.account().value()),
                uuids(marks, Derivations.Mark::member),
                uuids(marks, mark -> mark.cause().value()))
            .then();
  }

  private static Mono<Void> end(Connection connection, List<Derivations.End> ends) {
    return ends.isEmpty()
        ? Mono.empty()
        : Sql.update(
                connection,
                MARK_MEMBERS,
                uuids(ends, end -> end.account().value()),
                uuids(ends, Derivations.End::group),
                uuids(ends, end -> end.cause().value()))
            .then();
  }

  private static Mono<Void> walk(Connection connection, List<Derivations.Walk> walks) {
    return walks.isEmpty()
        ? Mono.empty()
        : Sql.update(
                connection,
                WALK,
                uuids(walks, walk -> walk.account().value()),
                uuids(walks, Derivations.Walk::group),
                uuids(walks, walk -> walk.cause().value()))
            .then();
  }

  private static Mono<Void> done(Connection connection, List<Long> done) {
    return done.isEmpty()
        ? Mono.empty()
        : Sql.update(connection, DONE, (Object) longs(done, mark -> mark)).then();
  }
}
