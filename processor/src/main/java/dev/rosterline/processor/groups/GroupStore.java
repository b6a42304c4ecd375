package dev.rosterline.processor.groups;

import static dev.rosterline.processor.database.Columns.instants;
import static dev.rosterline.processor.database.Columns.longs;
import static dev.rosterline.processor.database.Columns.texts;
import static dev.rosterline.processor.database.Columns.uuids;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.processor.database.Sql;
import dev.rosterline.processor.database.StoredJson;
import dev.rosterline.processor.groups.GroupKeys.Name;
import dev.rosterline.processor.groups.Groups.Membership;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Groups in the directory: loaded and written for a whole batch at once. */
@Component
public class GroupStore {

  private static final String BY_ID =
      """
      select g.account_id, g.group_id, g.document::text as document, g.version, g.created_at,
        g.modified_at, g.version - g.own_version as departures, g.class_name, g.class_events
      from directory.shown_group g where g.group_id = any($1)
      """;

  private static final String BY_NAME =
      """
      select g.account_id, g.group_id, g.document::text as document, g.version, g.created_at,
        g.modified_at, g.version - g.own_version as departures, g.class_name, g.class_events
      from unnest($1::uuid[], $2::text[]) k(account_id, name)
      join directory.shown_group g on g.account_id = k.account_id and g.display_key = k.name
      """;

  private static final String RETURNED =
      "select scim_id, member_id from directory.member where scim_id = any($1) and scim_id <> member_id";

  private static final String NAMED =
      """
      select k.group_id, k.member_id
      from unnest($1::uuid[], $2::uuid[], $3::uuid[]) k(account_id, group_id, member_id)
      join directory.group_member m on m.account_id = k.account_id and m.group_id = k.group_id
        and m.member_id = k.member_id
      """;

  private static final String OTHERS =
      """
      select m.group_id, m.member_id
      from unnest($4::uuid[], $5::uuid[]) g(account_id, group_id)
      join directory.group_member m on m.account_id = g.account_id and m.group_id = g.group_id
      where (m.account_id, m.group_id, m.member_id) not in
        (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[]))
      """;

  private static final String DELETE =
      """
      with counted as (delete from directory.group_departure where group_id = any($1))
      delete from directory.scim_group where group_id = any($1)
      """;

  private static final String UPDATE =
      """
      update directory.scim_group g set display_name = u.display_name, display_key = u.display_key,
        external_id = u.external_id, document = u.document::jsonb, version = u.version,
        modified_at = u.modified_at::timestamptz, class_name = u.class_name,
        class_events = u.class_events
      from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::bigint[], $8::text[], $9::text[], $10::text[], $11::bigint[]) u(account_id, group_id,
        display_name, display_key, external_id, document, version, created_at, modified_at,
        class_name, class_events)
      where g.account_id = u.account_id and g.group_id = u.group_id
      """;

  private static final String INSERT =
      """
      insert into directory.scim_group (account_id, group_id, display_name, display_key, external_id,
        document, version, created_at, modified_at, class_name, class_events)
      select u.account_id, u.group_id, u.display_name, u.display_key, u.external_id,
        u.document::jsonb, u.version, u.created_at::timestamptz, u.modified_at::timestamptz,
        u.class_name, u.class_events
      from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::bigint[], $8::text[], $9::text[], $10::text[], $11::bigint[]) u(account_id, group_id,
        display_name, display_key, external_id, document, version, created_at, modified_at,
        class_name, class_events)
      on conflict do nothing
      """;

  private static final String LEAVE =
      """
      delete from directory.group_member m
      using unnest($1::uuid[], $2::uuid[], $3::uuid[]) k(account_id, group_id, member_id)
      where m.account_id = k.account_id and m.group_id = k.group_id and m.member_id = k.member_id
      """;

  private static final String JOIN =
      """
      insert into directory.group_member (account_id, group_id, member_id)
      select * from unnest($1::uuid[], $2::uuid[], $3::uuid[]) on conflict do nothing
      """;

  public Mono<Groups> load(Connection connection, GroupKeys keys) {
    Groups groups = new Groups();
    if (keys.isEmpty()) {
      return Mono.just(groups);
    }
    return byId(connection, keys, groups)
        .then(byName(connection, keys, groups))
        .then(returned(connection, keys, groups))
        .then(Mono.defer(() -> rosters(connection, keys, groups)))
        .thenReturn(groups);
  }

  private static Mono<Void> byId(Connection connection, GroupKeys keys, Groups groups) {
    UUID[] ids = uuids(List.copyOf(keys.groups.keySet()), ScimId::value);
    return Sql.query(connection, BY_ID, row -> keep(row, groups), (Object) ids).then();
  }

  private static Mono<Void> byName(Connection connection, GroupKeys keys, Groups groups) {
    if (keys.names.isEmpty()) {
      return Mono.empty();
    }
    List<Name> names = List.copyOf(keys.names);
    return Sql.query(
            connection,
            BY_NAME,
            row -> keep(row, groups),
            uuids(names, name -> name.account().value()),
            texts(names, Name::key))
        .then();
  }

  private static Mono<Void> returned(Connection connection, GroupKeys keys, Groups groups) {
    List<UUID> everyone = keys.everyone();
    if (everyone.isEmpty()) {
      return Mono.empty();
    }
    return Sql.query(
            connection,
            RETURNED,
            row -> {
              groups.mapped(uuid(row, "scim_id"), uuid(row, "member_id"));
              return true;
            },
            (Object) everyone.toArray(UUID[]::new))
        .then();
  }

  private static Mono<Void> rosters(Connection connection, GroupKeys keys, Groups groups) {
    List<Membership> named =
        keys.named.entrySet().stream()
            .filter(entry -> groups.isStored(entry.getKey()))
            .flatMap(
                entry ->
                    entry.getValue().stream()
                        .map(
                            scimId ->
                                new Membership(
                                    keys.account(entry.getKey()),
                                    entry.getKey(),
                                    groups.memberOf(scimId))))
            .distinct()
            .toList();
    List<ScimId> replaced = keys.replaced.stream().filter(groups::isStored).toList();
    return named(connection, named, groups).then(others(connection, keys, named, replaced, groups));
  }

  private static Mono<Void> named(Connection connection, List<Membership> named, Groups groups) {
    return named.isEmpty()
        ? Mono.empty()
        : Sql.query(connection, NAMED, row -> keepMembership(row, groups), columns(named)).then();
  }

  private static Mono<Void> others(
      Connection connection,
      GroupKeys keys,
      List<Membership> named,
      List<ScimId> replaced,
      Groups groups) {
    if (replaced.isEmpty()) {
      return Mono.empty();
    }
    Object[] columns = columns(named);
    return Sql.query(
            connection,
            OTHERS,
            row -> keepMembership(row, groups),
            columns[0],
            columns[1],
            columns[2],
            uuids(replaced, id -> keys.account(id).value()),
            uuids(replaced, ScimId::value))
        .then();
  }

  /** False where somebody else holds a name that an insert wants; a rename says so by an error. */
  public Mono<Boolean> save(Connection connection, Groups groups) {
    List<Group> deleted = groups.deleted();
    List<Group> updated = groups.updated();
    Mono<Long> delete =
        deleted.isEmpty()
            ? Mono.just(0L)
            : Sql.update(connection, DELETE, (Object) uuids(deleted, group -> group.id().value()));
    Mono<Long> update =
        updated.isEmpty() ? Mono.just(0L) : Sql.update(connection, UPDATE, rows(updated));
    return delete
        .then(update)
        .then(insert(connection, groups.inserted()))
        .flatMap(
            complete ->
                complete
                    ? memberships(connection, LEAVE, groups.left())
                        .then(memberships(connection, JOIN, groups.joined()))
                        .thenReturn(true)
                    : Mono.just(false));
  }

  private static Mono<Boolean> insert(Connection connection, List<Group> inserted) {
    return inserted.isEmpty()
        ? Mono.just(true)
        : Sql.update(connection, INSERT, rows(inserted)).map(count -> count == inserted.size());
  }

  private static Mono<Long> memberships(
      Connection connection, String sql, List<Membership> memberships) {
    return memberships.isEmpty()
        ? Mono.just(0L)
        : Sql.update(connection, sql, columns(memberships));
  }

  private static Object[] columns(List<Membership> memberships) {
    return new Object[] {
      uuids(memberships, membership -> membership.account().value()),
      uuids(memberships, membership -> membership.group().value()),
      uuids(memberships, Membership::member)
    };
  }

  private static Object[] rows(List<Group> groups) {
    return new Object[] {
      uuids(groups, group -> group.account().value()),
      uuids(groups, group -> group.id().value()),
      texts(groups, Group::displayName),
      texts(groups, Group::displayKey),
      texts(groups, Group::externalId),
      texts(groups, group -> group.document().toString()),
      longs(groups, Group::ownVersion),
      instants(groups, Group::created),
      instants(groups, Group::modified),
      texts(groups, group -> group.told().name()),
      longs(groups, group -> group.told().events())
    };
  }

  private static boolean keep(Row row, Groups groups) {
    groups.loaded(
        new Group(
            new AccountId(uuid(row, "account_id")),
            new ScimId(uuid(row, "group_id")),
            StoredJson.object(Objects.requireNonNull(row.get("document", String.class))),
            Objects.requireNonNull(row.get("version", Long.class)),
            Objects.requireNonNull(row.get("created_at", Instant.class)),
            Objects.requireNonNull(row.get("modified_at", Instant.class)),
            Objects.requireNonNull(row.get("departures", Long.class)),
            new Group.Told(
                row.get("class_name", String.class),
                Objects.requireNonNull(row.get("class_events", Long.class)))));
    return true;
  }

  private static boolean keepMembership(Row row, Groups groups) {
    groups.roster(new ScimId(uuid(row, "group_id"))).loaded(uuid(row, "member_id"));
    return true;
  }

  private static UUID uuid(Row row, String column) {
    return Objects.requireNonNull(row.get(column, UUID.class));
  }
}
