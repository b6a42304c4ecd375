package dev.rosterline.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.contract.AccountId;
import dev.rosterline.gateway.paging.Position;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.schema.ResourceType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

@Tag("process")
class PagingIntegrationTests {

  private static final AccountId MANY = new AccountId(UUID.randomUUID());
  private static final AccountId FEW = new AccountId(UUID.randomUUID());
  private static final UUID TOKEN = UUID.randomUUID();
  private static final int USERS = 20_000;

  private static TestDirectory directory;

  @BeforeAll
  static void start() throws Exception {
    directory = new TestDirectory();
    fill(MANY, USERS);
    execute("analyze directory.member");
    for (String user :
        List.of(
            "'userName':'a','title':'x'",
            "'userName':'B','title':'X','displayName':'one'",
            "'userName':'c','displayName':'two'",
            "'userName':'D','externalId':'e'",
            "'userName':'e','title':'','active':false",
            "'userName':'f','title':'y','displayName':'ONE'")) {
      directory.user(FEW, "{" + user + "}");
    }
    directory.group(FEW, "c");
    directory.group(FEW, "Admins");
  }

  @AfterAll
  static void stop() throws Exception {
    directory.close();
  }

  private static void fill(AccountId account, int users) throws SQLException {
    execute(
        """
        insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key, external_id, display_name,
          display_key, document, created_at, modified_at)
        select '%s', id, id, 'u' || i, 'u' || i, 'x' || i, d, d, jsonb_build_object('userName', 'u' || i),
               now(), now() + i * interval '1 ms'
          from (select i, gen_random_uuid() id, case when i %% 2 = 0 then 'd' || i end d from generate_series(1, %d) i) s
        """
            .formatted(account.value(), users));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = directory.database.owner();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static ListQuery query(List<ResourceType> types, String... parameters) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      given.put(parameters[i], parameters[i + 1]);
    }
    return ListQuery.read(types, given::get);
  }

  private static Page page(Pages pages, AccountId account, ListQuery query) {
    return Objects.requireNonNull(
        pages.page(account, TOKEN, query).block(Duration.ofSeconds(20)), "a page");
  }

  private static Page page(AccountId account, String... parameters) {
    return page(directory.pages, account, query(List.of(ResourceType.USER), parameters));
  }

  /** Names in the order of a walk by cursors, which must end with an absent cursor. */
  private static List<String> walk(
      AccountId account, List<ResourceType> types, int count, String... more) {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      List<String> parameters = new ArrayList<>(List.of(more));
      parameters.addAll(List.of("count", Integer.toString(count), "cursor", cursor));
      Page page = page(directory.pages, account, query(types, parameters.toArray(String[]::new)));
      assertThat(page.found()).as("no page is empty").isNotEmpty();
      page.resources().forEach(resource -> ids.add(resource.id().toString()));
      cursor = page.nextCursor();
    }
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "'', ascending",
    "userName, ascending",
    "userName, descending",
    "displayName, ascending",
    "displayName, descending",
    "externalId, ascending",
    "externalId, descending",
    "title, ascending",
    "title, descending",
    "active, ascending",
    "active, descending",
    "meta.created, ascending",
    "meta.lastModified, descending",
    "emails, ascending",
    "id, descending",
    "meta.location, ascending",
    "meta.version, descending",
  })
  void cursorsOfAnyLengthShowTheSortedListOnce(String by, String order) {
    for (List<ResourceType> types :
        List.of(List.of(ResourceType.USER), List.of(ResourceType.values()))) {
      String[] sorted = {"sortBy", by, "sortOrder", order};
      List<String> whole =
          page(directory.pages, FEW, query(types, sorted)).resources().stream()
              .map(resource -> resource.id().toString())
              .toList();
      assertThat(whole).hasSize(types.size() == 1 ? 6 : 8);
      for (int count : new int[] {1, 2, 3, 4, 6, 8, 9}) {
        assertThat(walk(FEW, types, count, sorted)).as("pages of " + count).isEqualTo(whole);
      }
      for (int start = 2; start <= whole.size() + 1; start++) {
        assertThat(counted(types, start, sorted))
            .as("from " + start)
            .isEqualTo(whole.subList(start - 1, Math.min(whole.size(), start + 2)));
      }
    }
  }

  /** Three of those who are counted from the front, since nobody has walked there. */
  private static List<String> counted(List<ResourceType> types, int start, String... sorted) {
    List<String> parameters = new ArrayList<>(List.of(sorted));
    parameters.addAll(List.of("startIndex", Integer.toString(start), "count", "3"));
    ListQuery query = query(types, parameters.toArray(String[]::new));
    return Objects.requireNonNull(
            directory.pages.page(FEW, UUID.randomUUID(), query).block(), "a page")
        .resources()
        .stream()
        .map(resource -> resource.id().toString())
        .toList();
  }

  @Test
  void whoIsSkippedIsCountedInAnIndexAlone() throws SQLException {
    execute("vacuum analyze directory.member");
    for (String by : List.of("", "displayName", "externalId", "meta.lastModified")) {
      PageSql page = new PageSql(MANY, query(List.of(ResourceType.USER), "sortBy", by), "");
      assertThat(plan(page, page.rows(null, USERS - 100, 101)))
          .contains("Index Only Scan")
          .containsPattern("Index Scan using \\S+ on member r .*actual time=\\S+ rows=100\\D");
    }
  }

  @Test
  void cursorIsAbsentOnTheLastPageAloneThoughThatIsFull() {
    Page first = page(FEW, "count", "3", "cursor", "");
    assertThat(first.nextCursor()).isNotNull();
    assertThat(first.total()).isEqualTo(6);
    Page second = page(FEW, "count", "3", "cursor", Objects.requireNonNull(first.nextCursor()));
    assertThat(second.found()).hasSize(3);
    assertThat(second.total()).isEqualTo(6);
    assertThat(second.nextCursor()).isNull();
    assertThat(page(FEW, "count", "6", "cursor", "").nextCursor()).isNull();
    assertThat(page(FEW, "count", "3").nextCursor()).as("who did not ask for one").isNull();
  }

  @Test
  void countZeroOrLessTellsTheTotalByCursorToo() {
    for (String count : List.of("0", "-1")) {
      Page page = page(FEW, "count", count, "cursor", "");
      assertThat(page.total()).isEqualTo(6);
      assertThat(page.found()).isEmpty();
      assertThat(page.nextCursor()).isNull();
    }
  }

  @Test
  void cursorBelongsToItsAccountEndpointFilterAndOrder() {
    String cursor =
        Objects.requireNonNull(
            page(FEW, "count", "1", "cursor", "", "filter", "userName pr", "sortBy", "userName")
                .nextCursor());
    String[] same = {"count", "1", "cursor", cursor, "filter", "userName pr", "sortBy", "userName"};
    assertThat(page(FEW, same).found()).hasSize(1);

    List<String> texts = new ArrayList<>();
    Consumer<Runnable> refused =
        foreign ->
            assertThatThrownBy(foreign::run)
                .isInstanceOfSatisfying(ScimException.class, e -> texts.add(e.error().toString()));
    refused.accept(() -> page(MANY, same));
    refused.accept(() -> page(directory.pages, FEW, query(List.of(ResourceType.values()), same)));
    refused.accept(
        () -> page(FEW, "count", "1", "cursor", cursor, "filter", "id pr", "sortBy", "userName"));
    refused.accept(() -> page(FEW, "count", "1", "cursor", cursor, "filter", "userName pr"));
    refused.accept(() -> page(FEW, "count", "1", "cursor", cursor));
    refused.accept(
        () ->
            page(
                FEW,
                "count",
                "1",
                "cursor",
                cursor,
                "filter",
                "userName pr",
                "sortBy",
                "userName",
                "sortOrder",
                "descending"));
    refused.accept(() -> page(FEW, "count", "1", "cursor", "forged"));
    assertThat(texts)
        .hasSize(7)
        .containsOnly(texts.getFirst())
        .first()
        .asString()
        .contains("INVALID_CURSOR");
  }

  @Test
  void anyGatewayTakesTheCursorOfAnother() {
    String cursor = Objects.requireNonNull(page(FEW, "count", "4", "cursor", "").nextCursor());
    ListQuery rest = query(List.of(ResourceType.USER), "count", "4", "cursor", cursor);
    assertThat(page(anotherGateway(), FEW, rest).found()).hasSize(2);
  }

  private static Pages anotherGateway() {
    AccountScope scope = new AccountScope(directory.database.gateway());
    DirectoryStore store = new DirectoryStore(scope, new RepresentationWriter(""));
    return TestDirectory.pages(store, scope, directory.database.gateway());
  }

  @Test
  void walkByCursorOverWhoIsDeletedMeanwhileMissesNobodyElse() throws SQLException {
    AccountId account = new AccountId(UUID.randomUUID());
    fill(account, 40);
    Page first = page(account, "count", "10", "cursor", "");
    unprovision(account, first.resources().getLast().id().value());
    unprovision(account, first.resources().getFirst().id().value());
    String cursor = Objects.requireNonNull(first.nextCursor());
    Page second = page(account, "count", "10", "cursor", cursor);
    assertThat(second.resources()).hasSize(10).doesNotContainAnyElementsOf(first.resources());
    assertThat(page(account, "count", "10", "cursor", cursor).resources())
        .as("asked for again")
        .isEqualTo(second.resources());
  }

  private static void unprovision(AccountId account, UUID id) throws SQLException {
    execute(
        "update directory.member set scim_id = null where account_id = '%s' and scim_id = '%s'"
            .formatted(account.value(), id));
  }

  @ParameterizedTest
  @CsvSource({"'', 20000", "userName, 20000", "externalId, 2000", "title, 2000"})
  void walkByIndexMissesNobodyAndRepeatsNobodyWhileOthersAreDeleted(String sortBy, int users)
      throws SQLException {
    AccountId account = new AccountId(UUID.randomUUID());
    fill(account, users);
    Pages[] gateways = {directory.pages, anotherGateway()};
    List<String> seen = new ArrayList<>();
    List<String> deleted = new ArrayList<>();
    int start = 1;
    long total = users;
    while (start <= total) {
      Page page =
          page(
              gateways[start % 2],
              account,
              query(
                  List.of(ResourceType.USER),
                  "startIndex",
                  Integer.toString(start),
                  "count",
                  "159",
                  "sortBy",
                  sortBy));
      page.resources().forEach(user -> seen.add(user.id().toString()));
      total = page.total();
      start += 159;
      for (int i = 0; i < 5 && deleted.size() < 50; i++) {
        UUID behind = page.resources().get(i * 20).id().value();
        unprovision(account, behind);
        deleted.add(behind.toString());
      }
    }
    assertThat(deleted).hasSize(50);
    assertThat(seen).doesNotHaveDuplicates().hasSize(users);
  }

  @Test
  void whoHasNotWalkedIsCountedFromTheFront() throws SQLException {
    AccountId account = new AccountId(UUID.randomUUID());
    fill(account, 30);
    Page first = page(account, "count", "10");
    unprovision(account, first.resources().getFirst().id().value());
    ListQuery next = query(List.of(ResourceType.USER), "count", "10", "startIndex", "11");
    Page other =
        Objects.requireNonNull(
            directory.pages.page(account, UUID.randomUUID(), next).block(), "a page");
    Page own = page(directory.pages, account, next);
    assertThat(other.total()).isEqualTo(29);
    assertThat(own.total()).as("who is gone keeps the place").isEqualTo(30);
    assertThat(other.resources().getFirst()).isEqualTo(own.resources().get(1));

    execute("update account.walk set written_at = now() - interval '11 minutes'");
    assertThat(page(directory.pages, account, next)).as("too long ago").isEqualTo(other);
    page(account, "count", "10");
    assertThat(
            count(
                "select count(*) from account.walk where written_at < now() - interval '10"
                    + " minutes'"))
        .as("walks are forgotten by those that follow")
        .isLessThan(20);
  }

  private static long count(String sql) throws SQLException {
    try (Connection connection = directory.database.owner();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "'' | ascending | null | member_page",
        "userName | ascending | u7777 | member_user_name",
        "userName | descending | u7777 | member_user_name",
        "displayName | ascending | d7778 | member_display",
        "displayName | ascending | null | member_display",
        "displayName | descending | d7778 | member_display",
        "displayName | descending | null | member_display",
        "externalId | ascending | x7777 | member_external_id",
        "externalId | descending | x7777 | member_external_id",
        "meta.lastModified | ascending | now | member_modified",
        "meta.lastModified | descending | now | member_modified",
      })
  void pageBehindAnyPositionIsReadFromAnIndex(
      String by, String order, @Nullable String key, String index) {
    ListQuery query =
        query(
            List.of(ResourceType.USER), "sortBy", by, "sortOrder", order, "attributes", "userName");
    UUID middle = UUID.fromString("80000000-0000-4000-8000-000000000000");
    PageSql page = new PageSql(MANY, query, "");
    String plan = plan(page, page.rows(new Position(key, middle), 0, 101));
    assertThat(plan).contains(index);
    assertThat(numbers(plan, "Rows Removed by Filter: (\\d+)")).allMatch(row -> row <= 1);
    assertThat(numbers(plan, "actual time=\\S+ rows=(\\d+)"))
        .as(plan)
        .isNotEmpty()
        .allMatch(row -> row <= 202);
  }

  private static List<Integer> numbers(String plan, String pattern) {
    return Pattern.compile(pattern)
        .matcher(plan)
        .results()
        .map((MatchResult found) -> Integer.valueOf(found.group(1)))
        .toList();
  }

  @Test
  void changesSinceATimeAreFoundByAnIndex() {
    PageSql page =
        new PageSql(
            MANY,
            query(
                List.of(ResourceType.USER),
                "filter",
                "meta.lastModified ge \"2999-01-01T00:00:00Z\""),
            "");
    assertThat(plan(page, page.rows(null, 0, 101)))
        .contains("member_modified")
        .doesNotContain("Rows Removed by Filter");
  }

  private static String plan(PageSql page, String sql) {
    return String.join(
        "\n",
        Objects.requireNonNull(
            new AccountScope(directory.database.gateway())
                .read(
                    MANY,
                    connection ->
                        Flux.from(
                                page.parameters()
                                    .bind(connection.createStatement("explain (analyze) " + sql))
                                    .execute())
                            .flatMap(result -> result.map(row -> row.get(0, String.class)))
                            .collectList())
                .block(),
            "a plan"));
  }
}
