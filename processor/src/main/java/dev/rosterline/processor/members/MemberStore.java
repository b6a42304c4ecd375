package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.processor.database.Sql;
import dev.rosterline.scim.json.ScimJson;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Rows of {@code directory.member}, always a set at a time. */
public final class MemberStore {

  private static final String COLUMNS =
      """
      m.account_id, m.member_id, m.scim_id, m.document::text as document, m.version, m.event_version, m.created_at,
      m.modified_at, m.removal_due_at, m.removal_generation, m.removed_at
      """;

  private MemberStore() {}

  public static List<Member> byScimId(Sql sql, Collection<ScimId> ids) {
    return sql.query(
        "select " + COLUMNS + " from directory.member m where m.scim_id = any($1)",
        MemberStore::member,
        (Object) ids.stream().map(ScimId::value).toArray(UUID[]::new));
  }

  /** Who holds a name or waits under it for removal; the newest of several who wait. */
  public static List<Member> byName(Sql sql, Collection<Member.NameKey> names) {
    return sql.query(
        """
        with wanted as (select distinct on (account_id, key) account_id, key from unnest($1::uuid[], $2::text[]) w (account_id, key))
        select %s from wanted w join directory.member m
          on m.account_id = w.account_id and m.user_name_key = w.key and m.scim_id is not null
        union all
        select %s from wanted w join lateral (
          select * from directory.member p
           where p.account_id = w.account_id and p.user_name_key = w.key and p.removal_due_at is not null
           order by p.modified_at desc limit 1) m on true
        """
            .formatted(COLUMNS, COLUMNS),
        MemberStore::member,
        names.stream().map(name -> name.account().value()).toArray(UUID[]::new),
        names.stream().map(Member.NameKey::key).toArray(String[]::new));
  }

  public static List<Member> byId(Sql sql, AccountId account, Collection<MemberId> ids) {
    return sql.query(
        "select "
            + COLUMNS
            + " from directory.member m where m.account_id = $1 and m.member_id = any($2)",
        MemberStore::member,
        account.value(),
        ids.stream().map(MemberId::value).toArray(UUID[]::new));
  }

  /** Inserts in key order; says who is in. Who is missing met a name that is taken. */
  public static Set<MemberId> insert(Sql sql, List<Member> members) {
    List<Member> ordered = members.stream().sorted(Comparator.comparing(Member::userName)).toList();
    return new HashSet<>(
        sql.query(
            """
            insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key, external_id, display_name,
              display_key, email_keys, work_email_key, active, document, version, event_version, created_at, modified_at)
            select a, i, i, n, k, x, d, dk, string_to_array(e, chr(31)), w, act, doc::jsonb, v, ev, c::timestamptz, c::timestamptz
              from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::text[], $10::bool[], $11::text[], $12::int8[], $13::int8[], $14::text[])
                as t (a, i, n, k, x, d, dk, e, w, act, doc, v, ev, c)
            on conflict do nothing
            returning member_id
            """,
            row -> new MemberId(uuid(row, "member_id")),
            uuids(ordered, member -> member.account().value()),
            uuids(ordered, member -> member.id().value()),
            texts(ordered, Member::userName),
            texts(ordered, member -> member.nameKey().key()),
            texts(ordered, member -> member.text("externalId")),
            texts(ordered, member -> member.text("displayName")),
            texts(ordered, MemberStore::displayKey),
            texts(ordered, MemberStore::emails),
            texts(ordered, Member::workEmailKey),
            ordered.stream().map(Member::active).toArray(Boolean[]::new),
            texts(ordered, member -> member.document().toString()),
            longs(ordered, Member::version),
            longs(ordered, Member::eventVersion),
            texts(ordered, member -> member.createdAt().toString())));
  }

  /** Writes members who were there before. */
  public static void update(Sql sql, List<Member> members) {
    sql.update(
        """
        update directory.member m
           set scim_id = t.s, user_name = t.n, user_name_key = t.k, external_id = t.x, display_name = t.d, display_key = t.dk,
               email_keys = string_to_array(t.e, chr(31)), work_email_key = t.w, active = t.act, document = t.doc::jsonb,
               version = t.v, event_version = t.ev, modified_at = t.mod::timestamptz, removal_due_at = t.due::timestamptz,
               removal_generation = t.g, removed_at = t.rem::timestamptz, removal_sent_at = null
          from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::text[], $11::bool[], $12::text[], $13::int8[], $14::int8[], $15::text[], $16::text[],
            $17::int8[], $18::text[]) as t (a, i, s, n, k, x, d, dk, e, w, act, doc, v, ev, mod, due, g, rem)
         where m.account_id = t.a and m.member_id = t.i
        """,
        uuids(members, member -> member.account().value()),
        uuids(members, member -> member.id().value()),
        uuids(members, member -> member.scimId() == null ? null : member.scimId().value()),
        texts(members, Member::userName),
        texts(members, member -> member.nameKey().key()),
        texts(members, member -> member.text("externalId")),
        texts(members, member -> member.text("displayName")),
        texts(members, MemberStore::displayKey),
        texts(members, MemberStore::emails),
        texts(members, Member::workEmailKey),
        members.stream().map(Member::active).toArray(Boolean[]::new),
        texts(members, member -> member.document().toString()),
        longs(members, Member::version),
        longs(members, Member::eventVersion),
        texts(members, member -> member.modifiedAt().toString()),
        texts(members, member -> string(member.removalDueAt())),
        longs(members, Member::removalGeneration),
        texts(members, member -> string(member.removedAt())));
  }

  /** The grace period of each account. */
  public static Map<AccountId, Duration> gracePeriods(Sql sql, Collection<AccountId> accounts) {
    Map<AccountId, Duration> periods = new HashMap<>();
    sql.query(
            "select id, extract(epoch from grace_period)::bigint as seconds from account.account where id = any($1)",
            row ->
                Map.entry(
                    new AccountId(uuid(row, "id")), Duration.ofSeconds(number(row, "seconds"))),
            (Object) accounts.stream().map(AccountId::value).toArray(UUID[]::new))
        .forEach(entry -> periods.put(entry.getKey(), entry.getValue()));
    return periods;
  }

  private static @Nullable String displayKey(Member member) {
    String displayName = member.text("displayName");
    return displayName == null ? null : dev.rosterline.scim.schema.MatchingKey.of(displayName);
  }

  /** A unit separator cannot be part of an address. */
  private static String emails(Member member) {
    return String.join("\u001f", member.emailKeys());
  }

  private static Member member(Readable row) {
    UUID scimId = row.get("scim_id", UUID.class);
    return new Member(
        new AccountId(uuid(row, "account_id")),
        new MemberId(uuid(row, "member_id")),
        scimId == null ? null : new ScimId(scimId),
        (ObjectNode) ScimJson.MAPPER.readTree(text(row, "document")),
        number(row, "version"),
        number(row, "event_version"),
        instant(row, "created_at"),
        instant(row, "modified_at"),
        row.get("removal_due_at", Instant.class),
        number(row, "removal_generation"),
        row.get("removed_at", Instant.class));
  }

  private static UUID[] uuids(List<Member> members, Function<Member, @Nullable UUID> column) {
    return column(members, column).toArray(UUID[]::new);
  }

  private static String[] texts(List<Member> members, Function<Member, @Nullable String> column) {
    return column(members, column).toArray(String[]::new);
  }

  private static Long[] longs(List<Member> members, Function<Member, Long> column) {
    return members.stream().map(column).toArray(Long[]::new);
  }

  private static <T> List<@Nullable T> column(
      List<Member> members, Function<Member, @Nullable T> column) {
    List<@Nullable T> values = new ArrayList<>(members.size());
    members.forEach(member -> values.add(column.apply(member)));
    return values;
  }

  private static @Nullable String string(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static UUID uuid(Readable row, String column) {
    return java.util.Objects.requireNonNull(row.get(column, UUID.class));
  }

  private static String text(Readable row, String column) {
    return java.util.Objects.requireNonNull(row.get(column, String.class));
  }

  private static Instant instant(Readable row, String column) {
    return java.util.Objects.requireNonNull(row.get(column, Instant.class));
  }

  private static long number(Readable row, String column) {
    return java.util.Objects.requireNonNull(row.get(column, Long.class));
  }
}
