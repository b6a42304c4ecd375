package dev.rosterline.processor.groups;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.processor.database.Sql;
import dev.rosterline.scim.json.ScimJson;
import dev.rosterline.scim.schema.MatchingKey;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Rows of {@code directory.scim_group} and {@code directory.group_member}. Memberships are changed a set at a time. */
public final class GroupStore {

  private GroupStore() {}

  static Optional<Group> find(Sql sql, AccountId account, ScimId id) {
    return sql
        .query(
            """
            select document::text as document, version, created_at, modified_at
              from directory.scim_group where account_id = $1 and group_id = $2
            """,
            row -> group(account, id, row),
            account.value(),
            id.value())
        .stream()
        .findFirst();
  }

  /** False where the name is taken. */
  static boolean insert(Sql sql, Group group) {
    return sql.update(
            """
            insert into directory.scim_group
              (account_id, group_id, display_name, display_key, external_id, document, version, created_at, modified_at)
            values ($1, $2, $3, $4, $5::jsonb ->> 'externalId', $5::jsonb, $6, $7, $7)
            on conflict do nothing
            """,
            group.account().value(),
            group.id().value(),
            group.displayName(),
            MatchingKey.of(group.displayName()),
            group.document().toString(),
            group.version(),
            group.createdAt())
        == 1;
  }

  static boolean isNameTaken(Sql sql, Group group) {
    return !sql
        .query(
            "select 1 as taken from directory.scim_group where account_id = $1 and display_key = $2 and group_id <> $3",
            row -> true,
            group.account().value(),
            MatchingKey.of(group.displayName()),
            group.id().value())
        .isEmpty();
  }

  static void update(Sql sql, Group group) {
    sql.update(
        """
        update directory.scim_group
           set display_name = $3, display_key = $4, external_id = $5::jsonb ->> 'externalId', document = $5::jsonb,
               version = $6, modified_at = $7
         where account_id = $1 and group_id = $2
        """,
        group.account().value(),
        group.id().value(),
        group.displayName(),
        MatchingKey.of(group.displayName()),
        group.document().toString(),
        group.version(),
        group.modifiedAt());
  }

  static void delete(Sql sql, Group group) {
    sql.update(
        "delete from directory.scim_group where account_id = $1 and group_id = $2",
        group.account().value(),
        group.id().value());
    sql.update(
        "delete from directory.group_member where account_id = $1 and member_id = $2",
        group.account().value(),
        group.id().value());
  }

  /** Memberships that were not there before. Who is not there yet is awaited under the id they will have. */
  static long add(Sql sql, Group group, Collection<UUID> ids) {
    return sql.update(
        """
        insert into directory.group_member (account_id, group_id, member_id)
        select distinct $1::uuid, $2::uuid, coalesce(m.member_id, t.id)
          from unnest($3::uuid[]) t (id) left join directory.member m on m.scim_id = t.id and m.account_id = $1
        on conflict do nothing
        """,
        group.account().value(),
        group.id().value(),
        ids.toArray(UUID[]::new));
  }

  static long remove(Sql sql, Group group, Collection<UUID> ids) {
    return sql.update(
        """
        delete from directory.group_member g
         using (select coalesce(m.member_id, t.id) as member_id
                  from unnest($3::uuid[]) t (id) left join directory.member m on m.scim_id = t.id and m.account_id = $1) gone
         where g.account_id = $1 and g.group_id = $2 and g.member_id = gone.member_id
        """,
        group.account().value(),
        group.id().value(),
        ids.toArray(UUID[]::new));
  }

  static long removeAll(Sql sql, Group group) {
    return sql.update(
        "delete from directory.group_member where account_id = $1 and group_id = $2",
        group.account().value(),
        group.id().value());
  }

  /**
   * Removes who is not listed. People whose removal is pending keep their rows: they are not in SCIM, so a list that lacks them
   * does not mean them.
   */
  static long keepOnly(Sql sql, Group group, Collection<UUID> ids) {
    return sql.update(
        """
        delete from directory.group_member g
         where g.account_id = $1 and g.group_id = $2
           and g.member_id <> all (array(
                 select coalesce(m.member_id, t.id)
                   from unnest($3::uuid[]) t (id) left join directory.member m on m.scim_id = t.id and m.account_id = $1))
           and not exists (select from directory.member p
                            where p.account_id = $1 and p.member_id = g.member_id and p.removal_due_at is not null)
        """,
        group.account().value(),
        group.id().value(),
        ids.toArray(UUID[]::new));
  }

  /** Memberships of people who were removed, or who come back and whose memberships the identity provider pushes anew. */
  public static void forget(Sql sql, Collection<MemberId> members) {
    sql.update(
        "delete from directory.group_member where member_id = any($1)",
        (Object) members.stream().map(MemberId::value).toArray(UUID[]::new));
  }

  /** Rows that awaited a new SCIM id now name the member who has it. */
  public static void link(Sql sql, Map<ScimId, MemberId> returned) {
    sql.update(
        """
        update directory.group_member g set member_id = t.member
          from unnest($1::uuid[], $2::uuid[]) t (awaited, member)
         where g.member_id = t.awaited
        """,
        returned.keySet().stream().map(ScimId::value).toArray(UUID[]::new),
        returned.values().stream().map(MemberId::value).toArray(UUID[]::new));
  }

  /** JSON of {@code groups} for each member who is in any. */
  public static Map<MemberId, String> groupsOf(Sql sql, Collection<MemberId> members) {
    Map<MemberId, String> groups = new HashMap<>();
    sql.query(
            """
            select gm.member_id, jsonb_agg(jsonb_build_object(
                     'value', g.group_id, 'display', g.display_name, 'type', 'direct') order by g.group_id)::text as groups
              from directory.group_member gm join directory.scim_group g using (account_id, group_id)
             where gm.member_id = any($1) group by gm.member_id
            """,
            row ->
                Map.entry(
                    new MemberId(Objects.requireNonNull(row.get("member_id", UUID.class))),
                    Objects.requireNonNull(row.get("groups", String.class))),
            (Object) members.stream().map(MemberId::value).toArray(UUID[]::new))
        .forEach(entry -> groups.put(entry.getKey(), entry.getValue()));
    return groups;
  }

  private static Group group(AccountId account, ScimId id, Readable row) {
    return new Group(
        account,
        id,
        (ObjectNode) ScimJson.MAPPER.readTree(Objects.requireNonNull(row.get("document", String.class))),
        Objects.requireNonNull(row.get("version", Long.class)),
        Objects.requireNonNull(row.get("created_at", Instant.class)),
        Objects.requireNonNull(row.get("modified_at", Instant.class)));
  }
}
