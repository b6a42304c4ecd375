package dev.rosterline.processor.members;

import static dev.rosterline.processor.database.Columns.texts;
import static dev.rosterline.processor.database.Columns.uuids;

import dev.rosterline.processor.database.Sql;
import dev.rosterline.processor.members.MemberKeys.InAccount;
import dev.rosterline.processor.members.MemberKeys.Name;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** People in the directory: loaded and written for a whole batch at once. */
@Component
public class MemberStore {

  private static final String COLUMNS =
      """
      m.account_id, m.member_id, m.scim_id, m.document::text as document, m.version, m.event_version,
      m.created_at, m.modified_at, m.removal_due_at, m.removal_generation, m.removed_at,
      m.held, m.held_at, m.blocked_ahead, m.grants::text as grants
      """;

  private static final String BY_SCIM_ID =
      "select " + COLUMNS + " from directory.member m where m.scim_id = any($1)";

  private static final String BY_MEMBER_ID =
      "select "
          + COLUMNS
          + """
          from unnest($1::uuid[], $2::uuid[]) k(account_id, member_id)
          join directory.member m on m.account_id = k.account_id and m.member_id = k.member_id
          """;

  private static final String NAMESAKES =
      "select "
          + COLUMNS
          + """
          from unnest($1::uuid[], $2::uuid[]) k(account_id, member_id)
          join directory.member r on r.account_id = k.account_id and r.member_id = k.member_id
          join directory.member m on m.account_id = r.account_id and m.user_name_key = r.user_name_key
          where m.scim_id is not null
          union all
          """
          + "select "
          + COLUMNS
          + """
          from unnest($1::uuid[], $2::uuid[]) k(account_id, member_id)
          join directory.member r on r.account_id = k.account_id and r.member_id = k.member_id
          join directory.member m on m.account_id = r.account_id and m.user_name_key = r.user_name_key
          where m.scim_id is null and m.removed_at is null
          """;

  private static final String BY_NAME =
      "select "
          + COLUMNS
          + """
          from unnest($1::uuid[], $2::text[]) k(account_id, name)
          join directory.member m on m.account_id = k.account_id and m.user_name_key = k.name
          where m.scim_id is not null
          union all
          """
          + "select "
          + COLUMNS
          + """
          from unnest($1::uuid[], $2::text[]) k(account_id, name)
          join directory.member m on m.account_id = k.account_id and m.user_name_key = k.name
          where m.scim_id is null and m.removed_at is null
          """;

  private static final String BY_EMAIL =
      "select "
          + COLUMNS
          + """
          from unnest($1::uuid[], $2::text[]) k(account_id, email)
          join directory.account_policy p on p.account_id = k.account_id and p.match_email
          join directory.member m on m.account_id = k.account_id and m.email_keys[1] = k.email
          where m.scim_id is not null
          union all
          """
          + "select "
          + COLUMNS
          + """
          from unnest($1::uuid[], $2::text[]) k(account_id, email)
          join directory.account_policy p on p.account_id = k.account_id and p.match_email
          join directory.member m on m.account_id = k.account_id and m.email_keys[1] = k.email
          where m.scim_id is null and m.removed_at is null
          """;

  private static final String ROWS =
      """
      unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
        $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::bigint[], $14::bigint[],
        $15::text[], $16::text[], $17::text[], $18::bigint[], $19::text[], $20::text[], $21::text[],
        $22::uuid[], $23::text[])
        as u(account_id, member_id, scim_id, user_name, user_name_key, external_id, display_name,
        display_key, email_keys, work_email_key, active, document, version, event_version,
        created_at, modified_at, removal_due_at, removal_generation, removed_at, held, held_at,
        blocked_ahead, grants)
      """;

  private static final String INSERT =
      """
      insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key,
        external_id, display_name, display_key, email_keys, work_email_key, active, document,
        version, event_version, created_at, modified_at, removal_due_at, removal_generation,
        removed_at, held, held_at)
      select u.account_id, u.member_id, u.scim_id, u.user_name, u.user_name_key, u.external_id,
        u.display_name, u.display_key, string_to_array(u.email_keys, E'\\x1f'), u.work_email_key,
        u.active::boolean, u.document::jsonb, u.version, u.event_version, u.created_at::timestamptz,
        u.modified_at::timestamptz, u.removal_due_at::timestamptz, u.removal_generation,
        u.removed_at::timestamptz, u.held, u.held_at::timestamptz
      from
      """
          + ROWS
          + "on conflict do nothing";

  private static final String UPDATE =
      """
      update directory.member m set scim_id = u.scim_id, user_name = u.user_name,
        user_name_key = u.user_name_key, external_id = u.external_id,
        display_name = u.display_name, display_key = u.display_key,
        email_keys = string_to_array(u.email_keys, E'\\x1f'), work_email_key = u.work_email_key,
        active = u.active::boolean, document = u.document::jsonb, version = u.version,
        event_version = u.event_version, created_at = u.created_at::timestamptz,
        modified_at = u.modified_at::timestamptz,
        removal_due_at = u.removal_due_at::timestamptz,
        removal_generation = u.removal_generation, removed_at = u.removed_at::timestamptz,
        held = u.held, held_at = u.held_at::timestamptz, blocked_ahead = u.blocked_ahead,
        grants = u.grants::jsonb
      from
      """
          + ROWS
          + "where m.account_id = u.account_id and m.member_id = u.member_id";

  private static final String END_MEMBERSHIPS =
      """
      delete from directory.group_member g using unnest($1::uuid[], $2::uuid[]) k(account_id, member_id)
      where g.account_id = k.account_id and g.member_id = k.member_id
      """;

  /** Rows that awaited the new SCIM id now mean the person who returned under it. */
  private static final String ADOPT_AWAITED =
      """
      update directory.group_member g set member_id = k.member_id
      from unnest($1::uuid[], $2::uuid[], $3::uuid[]) k(account_id, member_id, scim_id)
      where g.account_id = k.account_id and g.member_id = k.scim_id
      """;

  public Mono<Members> load(Connection connection, MemberKeys keys) {
    Members members = new Members();
    return Mono.whenDelayError(
            byScimId(connection, keys, members),
            byMemberId(connection, BY_MEMBER_ID, keys.members, members),
            byMemberId(connection, NAMESAKES, keys.namesakes, members),
            byName(connection, BY_NAME, keys.names, members),
            byName(connection, BY_EMAIL, keys.emails, members))
        .thenReturn(members);
  }

  private static Mono<Void> byScimId(Connection connection, MemberKeys keys, Members members) {
    if (keys.scimIds.isEmpty()) {
      return Mono.empty();
    }
    UUID[] ids = uuids(List.copyOf(keys.scimIds), id -> id.value());
    return Sql.query(connection, BY_SCIM_ID, row -> keep(row, members), (Object) ids).then();
  }

  private static Mono<Void> byMemberId(
      Connection connection, String sql, Set<InAccount> wanted, Members members) {
    if (wanted.isEmpty()) {
      return Mono.empty();
    }
    List<InAccount> ids = List.copyOf(wanted);
    return Sql.query(
            connection,
            sql,
            row -> keep(row, members),
            uuids(ids, id -> id.account().value()),
            uuids(ids, id -> id.member().value()))
        .then();
  }

  private static Mono<Void> byName(
      Connection connection, String sql, Set<Name> wanted, Members members) {
    if (wanted.isEmpty()) {
      return Mono.empty();
    }
    List<Name> names = List.copyOf(wanted);
    return Sql.query(
            connection,
            sql,
            row -> keep(row, members),
            uuids(names, name -> name.account().value()),
            texts(names, Name::key))
        .then();
  }

  private static boolean keep(Row row, Members members) {
    members.loaded(MemberRows.read(row));
    return true;
  }

  /**
   * Writes what changed. Empty where somebody else holds a name that an insert wants; a rename says
   * so by an error.
   */
  public Mono<Boolean> save(Connection connection, Members members) {
    List<Member> updated = members.updated();
    List<Member> inserted = members.inserted();
    Mono<Long> updates =
        updated.isEmpty()
            ? Mono.just(0L)
            : Sql.update(connection, UPDATE, MemberRows.columns(updated));
    return updates
        .then(DepartureStore.count(connection, members.departed()))
        .then(ErasureRequestStore.insert(connection, members.forgotten()))
        .then(memberships(connection, members, updated))
        .then(Mono.defer(() -> insert(connection, inserted)));
  }

  private static Mono<Boolean> insert(Connection connection, List<Member> inserted) {
    if (inserted.isEmpty()) {
      return Mono.just(true);
    }
    return Sql.update(connection, INSERT, MemberRows.columns(inserted))
        .map(count -> count == inserted.size());
  }

  private static Mono<Void> memberships(
      Connection connection, Members members, List<Member> updated) {
    List<Members.Returned> returned = members.returned();
    List<InAccount> ended =
        java.util.stream.Stream.concat(
                updated.stream()
                    .filter(member -> member.removedAt() != null)
                    .map(member -> new InAccount(member.account(), member.id())),
                returned.stream().map(person -> new InAccount(person.account(), person.member())))
            .distinct()
            .toList();
    if (ended.isEmpty()) {
      return Mono.empty();
    }
    Mono<Long> end =
        Sql.update(
            connection,
            END_MEMBERSHIPS,
            uuids(ended, member -> member.account().value()),
            uuids(ended, member -> member.member().value()));
    return returned.isEmpty() ? end.then() : end.then(adopt(connection, returned)).then();
  }

  private static Mono<Long> adopt(Connection connection, List<Members.Returned> returned) {
    return Sql.update(
        connection,
        ADOPT_AWAITED,
        uuids(returned, person -> person.account().value()),
        uuids(returned, person -> person.member().value()),
        uuids(returned, person -> person.scimId().value()));
  }
}
