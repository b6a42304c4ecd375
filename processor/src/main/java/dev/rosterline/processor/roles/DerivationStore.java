package dev.rosterline.processor.roles;

import static dev.rosterline.processor.database.Columns.longs;
import static dev.rosterline.processor.database.Columns.uuids;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.GroupRef;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.processor.database.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The groups of members, and whom a change of them concerns: in the transaction of the batch. */
@Component
public class DerivationStore {

  /** Somebody in an account. */
  public record Person(AccountId account, MemberId member) {}

  private static final String GROUPS =
      """
      select m.member_id, g.group_id, g.display_name
      from unnest($1::uuid[], $2::uuid[]) k(account_id, member_id)
      join directory.group_member m on m.account_id = k.account_id and m.member_id = k.member_id
      join directory.scim_group g on g.account_id = m.account_id and g.group_id = m.group_id
      order by g.display_key, g.group_id
      """;

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

  public Mono<Derivations> load(Connection connection, Set<Person> people) {
    Derivations derivations = new Derivations();
    if (people.isEmpty()) {
      return Mono.just(derivations);
    }
    List<Person> rows = List.copyOf(people);
    return Sql.query(
            connection,
            GROUPS,
            row -> keep(row, derivations),
            uuids(rows, person -> person.account().value()),
            uuids(rows, person -> person.member().value()))
        .thenReturn(derivations);
  }

  private static boolean keep(Row row, Derivations derivations) {
    UUID member = Objects.requireNonNull(row.get("member_id", UUID.class));
    UUID group = Objects.requireNonNull(row.get("group_id", UUID.class));
    String name = Objects.requireNonNull(row.get("display_name", String.class));
    derivations.loaded(new MemberId(member), new GroupRef(new ScimId(group), name));
    return true;
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
