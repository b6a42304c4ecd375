package dev.rosterline.processor.erasure;

import dev.rosterline.processor.database.Database;
import dev.rosterline.processor.database.Sql;
import io.r2dbc.spi.Row;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** People to be forgotten, and what outcomes say about them. */
@Component
class TraceStore {

  private static final String OPEN =
      """
      select account_id, member_id, names, requested_at < now() - interval '1 minute' as settled
      from directory.erasure where done_at is null order by requested_at limit 100
      """;

  private static final String OWN =
      """
      select distinct outcome ->> 'subject' as subject, outcome ->> 'resource' as resource
      from directory.command_outcome where account_id = $1 and outcome ->> 'member' = $2
      """;

  /**
   * A day of outcomes. An outcome that names its member tells only of that one; whoever else is
   * mentioned there is a value of theirs, unless it is their manager.
   */
  private static final String SCRUB =
      """
      with found as (
        select o.command_id, o.hop, o."offset" < p.published_offset as published
        from directory.command_outcome o
        join directory.consumer_offset p on p.part = o.part % 24
          and p.topic = case when o.part < 24 then 'rosterline.commands.v1' else 'rosterline.commands-urgent.v1' end
        where o.command_id >= directory.first_id($1) and o.command_id < directory.first_id($1 + 1)
          and o.account_id = $2
          and (jsonb_exists_any(o.outcome, '{subject,detail,evidence}') or o.events is not null or o.forward is not null)
          and (o.outcome ->> 'member' = $3 or o.outcome ->> 'resource' = any($4)
            or ((o.outcome ->> 'member' is null or o.outcome ->> 'resourceType' <> 'User')
              and (o.outcome::text ~* $5 or o.forward::text ~* $5))
            or (o.outcome ->> 'evidence' like '%manager%' and o.outcome ->> 'evidence' ~* $5))
      ), scrubbed as (
        update directory.command_outcome o
        set outcome = o.outcome - '{subject,detail,evidence}'::text[], events = null, forward = null
        from found f where o.command_id = f.command_id and o.hop = f.hop and f.published
        returning 1
      )
      select (select count(*) from found) - (select count(*) from scrubbed) as left_over
      """;

  /** Whose document says the name of a manager who is to be forgotten. */
  private static final String NAMED =
      """
      select member_id, scim_id, version from (
        select member_id, scim_id, version,
          document -> 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User' -> 'manager' as manager
        from directory.member where account_id = $1 and scim_id is not null offset 0) m
      where manager ->> 'displayName' is not null
        and (manager ->> 'value' = any($2) or lower(manager ->> 'displayName') = any($3))
      limit 500
      """;

  private static final String REMEMBER =
      "update directory.erasure set names = $3 where account_id = $1 and member_id = $2 and done_at"
          + " is null";

  private static final String DONE =
      """
      update directory.erasure set done_at = now(), names = null
      where account_id = $1 and member_id = $2 and done_at is null
      """;

  private final Database database;

  TraceStore(Database database) {
    this.database = database;
  }

  /**
   * Somebody to be forgotten.
   *
   * @param settled whether whatever was under way when it was asked for has its outcome by now
   */
  record Person(UUID account, UUID member, List<String> names, boolean settled) {}

  /** How an outcome tells of whom it is about. */
  record Trace(@Nullable String subject, @Nullable String resource) {}

  /** A member whose document names the person, by both ids, and the version that does. */
  record Report(UUID member, UUID scimId, long version) {}

  /**
   * Members whose manager the person was, or is by name.
   *
   * @param ids that the person had
   * @param names lower case
   */
  List<Report> reports(Person person, Collection<String> ids, Collection<String> names) {
    return Objects.requireNonNull(
        database.transaction(
            connection ->
                Sql.query(
                    connection,
                    NAMED,
                    row ->
                        new Report(
                            Objects.requireNonNull(row.get("member_id", UUID.class)),
                            Objects.requireNonNull(row.get("scim_id", UUID.class)),
                            Objects.requireNonNull(row.get("version", Long.class))),
                    person.account(),
                    ids.toArray(String[]::new),
                    names.toArray(String[]::new))));
  }

  List<Person> open() {
    return Objects.requireNonNull(
        database.transaction(connection -> Sql.query(connection, OPEN, TraceStore::person)));
  }

  List<Trace> own(Person person) {
    return Objects.requireNonNull(
        database.transaction(
            connection ->
                Sql.query(
                    connection,
                    OWN,
                    row ->
                        new Trace(
                            row.get("subject", String.class), row.get("resource", String.class)),
                    person.account(),
                    person.member().toString())));
  }

  /**
   * How many of a day's outcomes have to wait because they are not published yet.
   *
   * @param pattern regular expression for any of the person's names, cases alike
   */
  long scrub(Person person, List<String> resources, String pattern, LocalDate day) {
    return Objects.requireNonNull(
            database.transaction(
                connection ->
                    Sql.query(
                        connection,
                        SCRUB,
                        row -> Objects.requireNonNull(row.get("left_over", Long.class)),
                        day,
                        person.account(),
                        person.member().toString(),
                        resources.toArray(String[]::new),
                        pattern)))
        .getFirst();
  }

  /** Before the outcomes are emptied that say so; another instance may be done meanwhile. */
  void remember(Person person, Collection<String> names) {
    database.transaction(
        connection ->
            Sql.update(
                connection,
                REMEMBER,
                person.account(),
                person.member(),
                names.toArray(String[]::new)));
  }

  void done(Person person) {
    database.transaction(
        connection -> Sql.update(connection, DONE, person.account(), person.member()));
  }

  private static Person person(Row row) {
    String[] names = row.get("names", String[].class);
    return new Person(
        Objects.requireNonNull(row.get("account_id", UUID.class)),
        Objects.requireNonNull(row.get("member_id", UUID.class)),
        names == null ? List.of() : List.of(names),
        Boolean.TRUE.equals(row.get("settled", Boolean.class)));
  }
}
