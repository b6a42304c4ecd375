package dev.rosterline.audit.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** People to be forgotten, and what the activity says about them. */
@Component
public class ErasureStore {

  private final DatabaseClient database;

  ErasureStore(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Somebody to be forgotten.
   *
   * @param names that were found before, lower case
   * @param first when the account's first activity was
   * @param settled whether outcomes that were under way when it was asked for are here by now
   */
  record Person(UUID account, UUID member, List<String> names, Instant first, boolean settled) {}

  /**
   * How far it is.
   *
   * @param doneAt null while rows may still come
   */
  public record Progress(Instant requestedAt, @Nullable Instant doneAt) {}

  /** How a row tells of whom it is about. */
  record Trace(@Nullable String subject, @Nullable UUID resource) {}

  Mono<List<Person>> open() {
    return database
        .sql(
            """
            select e.account_id, e.member_id, e.names, e.requested_at < now() - interval '1 minute' as settled,
              (select a.at from activity.activity a where a.account_id = e.account_id order by a.at limit 1) as first
              from activity.erasure e where e.done_at is null order by e.requested_at limit 100
            """)
        .map(
            row ->
                new Person(
                    Objects.requireNonNull(row.get("account_id", UUID.class)),
                    Objects.requireNonNull(row.get("member_id", UUID.class)),
                    List.of(Objects.requireNonNull(row.get("names", String[].class))),
                    Objects.requireNonNullElse(row.get("first", Instant.class), Instant.now()),
                    Boolean.TRUE.equals(row.get("settled", Boolean.class))))
        .all()
        .collectList();
  }

  /** Of a span of time: who they are and were called, in the rows that are about them. */
  Mono<List<Trace>> own(Person person, Instant from, Instant to) {
    return database
        .sql(
            """
            with own as (
              select subject, resource_id, evidence from activity.activity
               where account_id = $1 and at >= $2 and at < $3 and member_id = $4)
            select subject, resource_id from own
            union
            select value #>> '{}', null from own, jsonb_path_query(own.evidence::jsonb,
              '$.changes[*] ? (@.path == "displayName").keyvalue() ? (@.key != "path").value') value
            """)
        .bind(0, person.account())
        .bind(1, from)
        .bind(2, to)
        .bind(3, person.member())
        .map(row -> new Trace(row.get("subject", String.class), row.get("resource_id", UUID.class)))
        .all()
        .collectList();
  }

  /** Before the rows are emptied that say so. */
  Mono<Long> remember(Person person, List<String> names) {
    return database
        .sql(
            "update activity.erasure set names = $3 where account_id = $1 and member_id = $2 and"
                + " done_at is null")
        .bind(0, person.account())
        .bind(1, person.member())
        .bind(2, names.toArray(String[]::new))
        .fetch()
        .rowsUpdated();
  }

  /**
   * How many rows of a span of time were emptied. A row that names its member tells only of that
   * one; whoever else is mentioned there is a value of theirs, unless it is their manager.
   *
   * @param names lower case
   * @param pattern regular expression for any of the names and ids, cases alike
   */
  Mono<Long> erase(
      Person person,
      List<UUID> resources,
      List<String> names,
      String pattern,
      Instant from,
      Instant to) {
    return database
        .sql(
            """
            update activity.activity set subject = null, detail = null, evidence = null
             where account_id = $1 and at >= $2 and at < $3
               and (subject is not null or detail is not null or evidence is not null)
               and (member_id = $4 or resource_id = any($5)
                 or (member_id is null and resource_type = 'User' and lower(subject) = any($6))
                 or ((member_id is null or resource_type <> 'User') and (detail ~* $7 or evidence ~* $7))
                 or (evidence like '%manager%' and evidence ~* $7))
            """)
        .bind(0, person.account())
        .bind(1, from)
        .bind(2, to)
        .bind(3, person.member())
        .bind(4, resources.toArray(UUID[]::new))
        .bind(5, names.toArray(String[]::new))
        .bind(6, pattern)
        .fetch()
        .rowsUpdated();
  }

  /** Since when somebody is to be forgotten, and whether they are; empty where nobody asked. */
  public Mono<Progress> progress(UUID account, UUID member) {
    return database
        .sql(
            "select requested_at, done_at from activity.erasure where account_id = $1 and member_id"
                + " = $2")
        .bind(0, account)
        .bind(1, member)
        .map(
            row ->
                new Progress(
                    Objects.requireNonNull(row.get("requested_at", Instant.class)),
                    row.get("done_at", Instant.class)))
        .one();
  }

  Mono<Void> done(Person person) {
    return database
        .sql(
            "update activity.erasure set done_at = now(), names = '{}' where account_id = $1 and"
                + " member_id = $2")
        .bind(0, person.account())
        .bind(1, person.member())
        .then();
  }
}
