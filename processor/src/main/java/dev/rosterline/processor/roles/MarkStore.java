package dev.rosterline.processor.roles;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.CommandId;
import dev.rosterline.processor.database.Database;
import dev.rosterline.processor.database.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Marks that wait to be sent, and walks that become marks. */
@Component
class MarkStore {

  /**
   * One that is to be sent.
   *
   * @param resource a member or a group
   */
  record Mark(
      long number, AccountId account, UUID resource, boolean isGroup, @Nullable CommandId cause) {}

  private record Walk(
      UUID account, UUID group, boolean onGroups, UUID after, @Nullable UUID cause) {}

  private record Chunk(int size, @Nullable UUID last) {}

  /** Neither costs more than a look into an index where there is nothing. */
  private static final String WAITING =
      """
      select exists (select from directory.standing_walk)
        or exists (select from directory.standing_mark
                   where sent_at is null or sent_at < now() - interval '60 seconds') as waiting
      """;

  /** Repeated after a minute, should the command have been lost with its sender. */
  private static final String CLAIM =
      """
      update directory.standing_mark k set sent_at = now()
      from (
        select mark from directory.standing_mark
        where sent_at is null or sent_at < now() - interval '60 seconds'
        order by mark limit $1 for update skip locked) due
      where k.mark = due.mark
      returning k.mark, k.account_id, k.resource_id, k.is_group, k.cause
      """;

  private static final String UNDER_WAY =
      """
      select count(*)::int as sent from (
        select from directory.standing_mark where sent_at >= now() - interval '60 seconds' limit $1) m
      """;

  /** Every transaction that may have read the policy of before has a smaller number. */
  private static final String FIX_HORIZON =
      "update directory.standing_walk set horizon = pg_current_xact_id() where horizon is null";

  private static final String NEXT_WALK =
      """
      select account_id, group_id, on_groups, after_id, cause from directory.standing_walk
      where horizon < pg_snapshot_xmin(pg_current_snapshot())
      order by account_id, group_id limit 1 for update skip locked
      """;

  /** Groups that are told as classes and should not be, or the other way round. */
  private static final String MARK_GROUPS =
      """
      with chunk as (
        select g.group_id, g.class_name is not null as told from directory.scim_group g
        where g.account_id = $1 and g.group_id > $2 order by g.group_id limit $3),
      marked as (
        insert into directory.standing_mark (account_id, resource_id, is_group, cause)
        select $1, c.group_id, true, ($4::uuid[])[1] from chunk c
        where c.told <> coalesce((select p.settings ->> 'accountType' = 'school'
          from directory.account_policy p where p.account_id = $1), false))
      select count(*)::int as size, (select group_id from chunk order by group_id desc limit 1) as last
      from chunk
      """;

  /** Who has something, or might. */
  private static final String MARK_MEMBERS =
      """
      with chunk as (
        select m.member_id, m.grants is not null as has, m.removed_at from directory.member m
        where m.account_id = $1 and m.member_id > $2 order by m.member_id limit $3),
      marked as (
        insert into directory.standing_mark (account_id, resource_id, cause)
        select $1, c.member_id, ($4::uuid[])[1] from chunk c
        where c.removed_at is null and (c.has
          or exists (select from directory.account_policy p
            where p.account_id = $1 and p.settings ->> 'defaultRole' is not null)
          or exists (select from directory.group_member g
            where g.account_id = $1 and g.member_id = c.member_id)))
      select count(*)::int as size, (select member_id from chunk order by member_id desc limit 1) as last
      from chunk
      """;

  private static final String MARK_GROUP_MEMBERS =
      """
      with chunk as (
        select g.member_id from directory.group_member g
        where g.account_id = $1 and g.group_id = $5 and g.member_id > $2 order by g.member_id limit $3),
      marked as (
        insert into directory.standing_mark (account_id, resource_id, cause)
        select $1, c.member_id, ($4::uuid[])[1] from chunk c)
      select count(*)::int as size, (select member_id from chunk order by member_id desc limit 1) as last
      from chunk
      """;

  private static final String ADVANCE =
      """
      update directory.standing_walk set after_id = $3, on_groups = $4
      where account_id = $1 and group_id = $2
      """;

  private static final String END =
      "delete from directory.standing_walk where account_id = $1 and group_id = $2";

  private final Database database;

  MarkStore(Database database) {
    this.database = database;
  }

  boolean isWaiting() {
    return Objects.requireNonNull(
            database.transaction(
                connection ->
                    Sql.query(
                        connection,
                        WAITING,
                        row -> Objects.requireNonNull(row.get("waiting", Boolean.class)))))
        .getFirst();
  }

  /** How many were sent and are not decided yet; more than the limit are not counted. */
  int underWay(int limit) {
    return Objects.requireNonNull(
            database.transaction(
                connection ->
                    Sql.query(
                        connection,
                        UNDER_WAY,
                        row -> Objects.requireNonNull(row.get("sent", Integer.class)),
                        (long) limit)))
        .getFirst();
  }

  /** The oldest first. */
  List<Mark> claim(int limit) {
    return Objects.requireNonNull(
            database.transaction(
                connection -> Sql.query(connection, CLAIM, MarkStore::mark, (long) limit)))
        .stream()
        .sorted(Comparator.comparingLong(Mark::number))
        .toList();
  }

  private static Mark mark(Row row) {
    UUID cause = row.get("cause", UUID.class);
    return new Mark(
        Objects.requireNonNull(row.get("mark", Long.class)),
        new AccountId(uuid(row, "account_id")),
        uuid(row, "resource_id"),
        Objects.requireNonNull(row.get("is_group", Boolean.class)),
        cause == null ? null : new CommandId(cause));
  }

  /**
   * Turns a part of one walk into marks, which is all that has to happen at once: whatever stops
   * between two parts, the next one goes on. False where no walk can go on.
   */
  boolean walk(int size) {
    return Boolean.TRUE.equals(
        database.transaction(
            connection ->
                Sql.update(connection, FIX_HORIZON)
                    .then(Sql.query(connection, NEXT_WALK, MarkStore::walk))
                    .flatMap(
                        found ->
                            found.isEmpty()
                                ? Mono.just(false)
                                : part(connection, found.getFirst(), size))));
  }

  private static Walk walk(Row row) {
    return new Walk(
        uuid(row, "account_id"),
        uuid(row, "group_id"),
        Objects.requireNonNull(row.get("on_groups", Boolean.class)),
        uuid(row, "after_id"),
        row.get("cause", UUID.class));
  }

  private static Mono<Boolean> part(Connection connection, Walk walk, int size) {
    return chunk(connection, walk, size)
        .map(List::getFirst)
        .flatMap(chunk -> advance(connection, walk, chunk, size))
        .thenReturn(true);
  }

  private static Mono<List<Chunk>> chunk(Connection connection, Walk walk, int size) {
    Object cause = new UUID[] {walk.cause()};
    long most = size;
    if (walk.onGroups()) {
      return Sql.query(
          connection, MARK_GROUPS, MarkStore::chunk, walk.account(), walk.after(), most, cause);
    }
    if (walk.group().equals(Derivations.WHOLE_ACCOUNT)) {
      return Sql.query(
          connection, MARK_MEMBERS, MarkStore::chunk, walk.account(), walk.after(), most, cause);
    }
    return Sql.query(
        connection,
        MARK_GROUP_MEMBERS,
        MarkStore::chunk,
        walk.account(),
        walk.after(),
        most,
        cause,
        walk.group());
  }

  private static Chunk chunk(Row row) {
    return new Chunk(
        Objects.requireNonNull(row.get("size", Integer.class)), row.get("last", UUID.class));
  }

  private static Mono<Long> advance(Connection connection, Walk walk, Chunk chunk, int size) {
    UUID last = chunk.last();
    if (last != null && chunk.size() == size) {
      return Sql.update(connection, ADVANCE, walk.account(), walk.group(), last, walk.onGroups());
    }
    return walk.onGroups()
        ? Sql.update(
            connection, ADVANCE, walk.account(), walk.group(), Derivations.WHOLE_ACCOUNT, false)
        : Sql.update(connection, END, walk.account(), walk.group());
  }

  private static UUID uuid(Row row, String column) {
    return Objects.requireNonNull(row.get(column, UUID.class));
  }
}
