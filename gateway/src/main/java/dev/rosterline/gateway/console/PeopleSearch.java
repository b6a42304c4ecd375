package dev.rosterline.gateway.console;

import dev.rosterline.contract.AccountId;
import dev.rosterline.gateway.console.DirectoryViewStore.Person;
import dev.rosterline.gateway.lookup.AccountScope;
import dev.rosterline.scim.schema.MatchingKey;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds people by a part of their name, among a million too: a page walks along the names for a
 * bounded time and says how far it came. Whoever the text leads to by an index (the beginning of a
 * name, a whole email address) is there at once, however far the walk has to go. See adr/0146.
 */
@Component
class PeopleSearch {

  /** Names that are looked at between two looks at the clock. */
  static final int STRIDE = 5_000;

  /** How many with the same beginning are tried for their state. */
  private static final int TRIED = 500;

  private static final UUID FIRST = new UUID(0, 0);

  /** Behind every text that begins with what stands before it. */
  private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

  /** What an index leads to in any place. In the other states there are few people. */
  private static final Set<String> WIDE = Set.of("", "active");

  private static final String COLUMNS =
      "account_id, member_id, scim_id, user_name, display_name, user_name_key, display_key, removal_due_at, removed_at, modified_at, held, active";

  private static final String NAMES =
      """
      (select %s from directory.member
        where account_id = $1 and user_name <> '' and (user_name_key, member_id) > ($3, $4) and %s
        order by user_name_key, member_id limit %d)
      """;

  /**
   * Each row tells whether there may be names behind those that were looked at, and which was the
   * last.
   */
  private static final String WALK =
      """
      with looked as materialized (select * from (%1$s) h order by user_name_key, member_id limit %2$d),
           ended as (select (select count(*) from looked) = %2$d as cut, user_name_key as end_key, member_id as end_id
                       from looked order by user_name_key desc, member_id desc limit 1),
           found as (select * from looked where user_name_key like $2 or display_key like $2
                      order by user_name_key, member_id limit %3$d)
      select e.cut, e.end_key, e.end_id, %4$s
        from ended e left join found m on true
       order by m.user_name_key, m.member_id
      """;

  private static final String LED =
      """
      select %1$s
        from (select distinct on (user_name_key, member_id) * from (%2$s) l
               where user_name <> '' and (%3$s) order by user_name_key, member_id limit %4$d) m
       order by m.user_name_key, m.member_id
      """;

  private static final String BY_INDEX =
      "(select "
          + COLUMNS
          + " from directory.member where account_id = $1 and %s limit "
          + TRIED
          + ")";

  private static final List<String> WAYS =
      List.of(
          "scim_id is not null and user_name_key >= $2 and user_name_key < $3 order by user_name_key",
          "scim_id is null and removed_at is null and user_name_key >= $2 and user_name_key < $3 order by user_name_key",
          "scim_id is not null and display_key >= $2 and display_key < $3 order by display_key",
          "scim_id is not null and email_keys[1] = $2",
          "scim_id is null and removed_at is null and email_keys[1] = $2");

  private final AccountScope scope;
  private final Duration patience;

  @Autowired
  PeopleSearch(AccountScope scope) {
    this(scope, Duration.ofMillis(100));
  }

  /**
   * @param patience after which no further stride is begun
   */
  PeopleSearch(AccountScope scope, Duration patience) {
    this.scope = scope;
    this.patience = patience;
  }

  /**
   * @param after the key that the next page begins behind, with {@code afterId}
   * @param lookedTo the name that was looked at last, where there are others behind; null where all
   *     were looked at, or the page is full
   */
  record People(
      List<Person> rows, boolean more, String after, UUID afterId, @Nullable String lookedTo) {

    static People of(List<Person> read) {
      boolean more = read.size() > DirectoryViewStore.PAGE;
      List<Person> rows = more ? read.subList(0, DirectoryViewStore.PAGE) : read;
      return new People(
          rows,
          more,
          more ? rows.getLast().key() : "",
          more ? UUID.fromString(rows.getLast().id()) : FIRST,
          null);
    }

    public boolean isEmpty() {
      return rows.isEmpty();
    }

    People with(List<Person> first) {
      Set<String> there = first.stream().map(Person::id).collect(Collectors.toSet());
      List<Person> all =
          Stream.concat(first.stream(), rows.stream().filter(row -> !there.contains(row.id())))
              .toList();
      return new People(all, more, after, afterId, lookedTo);
    }
  }

  /** Some of the names, who was found there, and where they end. */
  private record Stride(List<Person> found, boolean cut, String end, UUID endId) {}

  /** One page; nobody where there is no such state. The text must not be blank. */
  Mono<People> find(UUID account, String text, String state, String after, UUID afterId) {
    List<String> halves = DirectoryViewStore.STATES.get(state);
    if (halves == null) {
      return Mono.just(People.of(List.of()));
    }
    // PostgreSQL has no text with a NUL in it.
    String key = MatchingKey.of(text.replace("\0", ""));
    Mono<People> walked = walk(account, key, halves, after, afterId);
    return after.isEmpty() && WIDE.contains(state)
        ? walked.flatMap(
            people ->
                people.more() ? led(account, key, halves).map(people::with) : Mono.just(people))
        : walked;
  }

  private Mono<People> walk(
      UUID account, String key, List<String> halves, String after, UUID afterId) {
    String pattern = "%" + key.replaceAll("([%_\\\\])", "\\\\$1") + "%";
    long until = System.nanoTime() + patience.toNanos();
    List<Person> found = new ArrayList<>();
    return stride(account, pattern, halves, after, afterId)
        .expand(
            stride -> {
              found.addAll(stride.found());
              boolean enough = found.size() > DirectoryViewStore.PAGE || !stride.cut();
              return enough || System.nanoTime() - until > 0
                  ? Mono.empty()
                  : stride(account, pattern, halves, stride.end(), stride.endId());
            })
        .last()
        .map(
            last ->
                found.size() > DirectoryViewStore.PAGE || !last.cut()
                    ? People.of(found)
                    : new People(found, true, last.end(), last.endId(), last.end()));
  }

  private Mono<Stride> stride(
      UUID account, String pattern, List<String> halves, String after, UUID afterId) {
    return scope.read(
        new AccountId(account),
        connection ->
            rows(connection
                    .createStatement(walkSql(halves))
                    .bind(0, account)
                    .bind(1, pattern)
                    .bind(2, after)
                    .bind(3, afterId))
                .collectList()
                .map(PeopleSearch::stride));
  }

  private static Stride stride(List<Step> steps) {
    if (steps.isEmpty()) {
      return new Stride(List.of(), false, "", FIRST);
    }
    Step any = steps.getFirst();
    return new Stride(
        steps.stream().flatMap(step -> step.person().stream()).toList(),
        any.cut(),
        any.end(),
        any.endId());
  }

  private record Step(boolean cut, String end, UUID endId, Optional<Person> person) {

    static Step of(Readable row) {
      return new Step(
          Objects.requireNonNull(row.get("cut", Boolean.class)),
          Objects.requireNonNull(row.get("end_key", String.class)),
          Objects.requireNonNull(row.get("end_id", UUID.class)),
          row.get("member_id") == null
              ? Optional.empty()
              : Optional.of(DirectoryViewStore.person(row)));
    }
  }

  private static Flux<Step> rows(Statement statement) {
    return Flux.from(statement.execute()).concatMap(result -> result.map(Step::of));
  }

  private Mono<List<Person>> led(UUID account, String key, List<String> halves) {
    return scope.read(
        new AccountId(account),
        connection ->
            Flux.from(
                    connection
                        .createStatement(ledSql(halves))
                        .bind(0, account)
                        .bind(1, key)
                        .bind(2, key + LAST_CHARACTER)
                        .execute())
                .concatMap(result -> result.map(DirectoryViewStore::person))
                .collectList());
  }

  static String walkSql(List<String> halves) {
    String names =
        halves.stream()
            .map(half -> NAMES.formatted(COLUMNS, half, STRIDE))
            .collect(Collectors.joining(" union all "));
    return WALK.formatted(names, STRIDE, DirectoryViewStore.PAGE + 1, DirectoryViewStore.SHOWN);
  }

  static String ledSql(List<String> halves) {
    String ways = WAYS.stream().map(BY_INDEX::formatted).collect(Collectors.joining(" union all "));
    String state = halves.stream().collect(Collectors.joining(") or (", "(", ")"));
    return LED.formatted(DirectoryViewStore.SHOWN, ways, state, DirectoryViewStore.PAGE);
  }
}
