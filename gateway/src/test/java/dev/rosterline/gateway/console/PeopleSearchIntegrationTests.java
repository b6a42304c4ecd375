package dev.rosterline.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rosterline.gateway.console.PeopleSearch.People;
import dev.rosterline.gateway.lookup.AccountScope;
import dev.rosterline.gateway.lookup.SharedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People of an account that is too large to be looked through for one page. */
@Tag("process")
class PeopleSearchIntegrationTests {

  private static final UUID ACCOUNT = UUID.randomUUID();
  private static final UUID NOBODY = new UUID(0, 0);

  /** Where a stride is a third of all, PostgreSQL may as well read and sort all of them. */
  private static final int SEVERAL = 8 * PeopleSearch.STRIDE;

  /** {@code -Drosterline.users=1000000} for as many as the largest account has. */
  private static final int MANY = Math.max(SEVERAL, Integer.getInteger("rosterline.users", 0));

  private final AccountScope scope = new AccountScope(SharedDatabase.gateway());
  private final PeopleSearch search = new PeopleSearch(scope);

  /** One who does not go on after the first stride. */
  private final PeopleSearch hasty = new PeopleSearch(scope, Duration.ZERO);

  @BeforeAll
  static void fill() {
    SharedDatabase.execute(
        """
        insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key, display_name, display_key,
               email_keys, document, created_at, modified_at)
        select ?, id, id, name, name, 'Person ' || n, 'person ' || n, array['e' || n || '@mail.example'],
               jsonb_build_object('userName', name), now(), now()
          from (select n, 'u' || lpad(n::text, 9, '0') || '@example.com' as name, gen_random_uuid() as id
                  from generate_series(1, ?) n) m
        """,
        ACCOUNT,
        MANY);
    SharedDatabase.execute(
        "update directory.member set display_name = 'Zoe Zuse', display_key = 'zoe zuse' where account_id = ? and user_name_key = ?",
        ACCOUNT,
        name(MANY));
    SharedDatabase.execute("vacuum analyze directory.member");
  }

  @AfterAll
  static void empty() {
    SharedDatabase.execute("delete from directory.member where account_id = ?", ACCOUNT);
  }

  private static String name(int n) {
    return "u%09d@example.com".formatted(n);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zoe", "ZOE zuse", " zoe "})
  void beginningOfANameIsFoundInOneStrideHoweverFarAway(String text) {
    People found = find(hasty, text, "", NOBODY);
    assertThat(names(found)).containsExactly(name(MANY));
    assertThat(found.lookedTo()).isEqualTo(name(PeopleSearch.STRIDE));
  }

  @Test
  void userNameAndEmailAddressLeadToThePersonAtOnce() {
    assertThat(names(find(hasty, "u%09d".formatted(MANY), "", NOBODY))).containsExactly(name(MANY));
    assertThat(names(find(hasty, "E" + MANY + "@mail.example", "", NOBODY)))
        .containsExactly(name(MANY));
    assertThat(names(done(hasty.find(ACCOUNT, "zoe", "active", "", NOBODY)))).hasSize(1);
    assertThat(names(done(hasty.find(ACCOUNT, "zoe", "blocked", "", NOBODY)))).isEmpty();
    assertThat(names(done(hasty.find(ACCOUNT, "zoe", "invented", "", NOBODY)))).isEmpty();
  }

  @Test
  void partOfANameIsFoundByLookingFurtherAndTheWalkEnds() {
    List<String> found = new ArrayList<>();
    People page = find(hasty, "zuse", "", NOBODY);
    int pages = 1;
    while (page.more()) {
      assertThat(page.lookedTo()).isEqualTo(name(pages * PeopleSearch.STRIDE));
      found.addAll(names(page));
      page = find(hasty, "zuse", page.after(), page.afterId());
      pages++;
    }
    found.addAll(names(page));
    assertThat(found).containsExactly(name(MANY));
    assertThat(pages).isEqualTo(MANY / PeopleSearch.STRIDE + 1);
  }

  @Test
  void walkGoesOnWhileThereIsTime() {
    var patient = new PeopleSearch(scope, Duration.ofMinutes(1));
    People found = find(patient, "zuse", "", NOBODY);
    assertThat(names(found)).containsExactly(name(MANY));
    assertThat(found.more()).isFalse();
    assertThat(found.lookedTo()).isNull();
  }

  @Test
  void pagesOfAFrequentTextFollowEachOtherWithoutALoss() {
    Set<String> seen = new HashSet<>();
    People page = find(search, "000@example", "", NOBODY);
    while (page.more()) {
      names(page).forEach(name -> assertThat(seen.add(name)).isTrue());
      page = find(search, "000@example", page.after(), page.afterId());
    }
    seen.addAll(names(page));
    assertThat(seen).hasSize(MANY / 1000);
  }

  @Test
  void signsOfPatternsAreTextAndNulIsNone() {
    assertThat(names(find(hasty, "u%1", "", NOBODY))).isEmpty();
    assertThat(names(find(hasty, "zo_", "", NOBODY))).isEmpty();
    assertThat(names(find(hasty, "zo\0e", "", NOBODY))).hasSize(1);
  }

  @Test
  void neitherTheWalkNorTheWaysReadMoreThanTheyMay() throws SQLException {
    for (var halves : DirectoryViewStore.STATES.entrySet()) {
      String walk =
          plan(PeopleSearch.walkSql(halves.getValue()), "'%zuse%'", "''", "'" + NOBODY + "'");
      assertBounded(walk);
      if (halves.getKey().equals("removed")) {
        assertThat(walk).contains("member_removed");
      }
    }
    assertBounded(
        plan(
            PeopleSearch.ledSql(Objects.requireNonNull(DirectoryViewStore.STATES.get(""))),
            "'person'",
            "'person~'",
            "''"));
  }

  private static void assertBounded(String plan) {
    assertThat(plan).doesNotContain("Seq Scan on member");
    plan.lines()
        .filter(line -> line.contains("on member"))
        .forEach(
            line ->
                assertThat(
                        Integer.parseInt(line.replaceAll(".*actual time=\\S+ rows=(\\d+).*", "$1")))
                    .as(plan)
                    .isLessThanOrEqualTo(PeopleSearch.STRIDE + 100));
    plan.lines()
        .filter(line -> line.contains("Rows Removed by Filter: ") && MANY > SEVERAL)
        .forEach(
            line ->
                assertThat(Integer.parseInt(line.replaceAll("\\D", "")))
                    .as(plan)
                    .isLessThanOrEqualTo(PeopleSearch.STRIDE));
  }

  /** As the gateway's role reads it, with the values in place of $2 and so on. */
  private static String plan(String sql, String... values) throws SQLException {
    String typed = sql.replace("$1", "'" + ACCOUNT + "'");
    for (int i = 0; i < values.length; i++) {
      typed = typed.replace("$" + (i + 2), values[i]);
    }
    StringBuilder plan = new StringBuilder();
    try (Connection connection = SharedDatabase.superuser()) {
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .execute(
              "set local role rosterline_gateway; set local rosterline.account = '"
                  + ACCOUNT
                  + "'");
      try (ResultSet rows =
          connection.createStatement().executeQuery("explain (analyze, timing) " + typed)) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
    }
    return plan.toString();
  }

  /** How long is told of a machine that has nothing else to do. */
  @ParameterizedTest
  @ValueSource(strings = {"zoe", "zuse", "person", "u000000001", "@example.com"})
  void pageAnswersInTimeAmongAMillion(String text) {
    assumeTrue(MANY >= 1_000_000, "-Drosterline.users=1000000");
    find(search, text, "", NOBODY);
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      long begun = System.nanoTime();
      find(search, text, "", NOBODY);
      millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }
    millis.sort(null);
    System.out.println(text + ": median " + millis.get(10) + " ms, worst " + millis.getLast());
    assertThat(millis.get(10)).isLessThan(200);
  }

  private static People find(PeopleSearch search, String text, String after, UUID afterId) {
    return done(search.find(ACCOUNT, text, "", after, afterId));
  }

  private static List<String> names(People people) {
    return people.rows().stream().map(DirectoryViewStore.Person::userName).toList();
  }

  private static People done(reactor.core.publisher.Mono<People> work) {
    return Objects.requireNonNull(work.block(Duration.ofSeconds(70)));
  }
}
