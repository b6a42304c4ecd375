package dev.rosterline.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.scim.schema.ResourceType;
import dev.rosterline.testbed.TestPostgres;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The gateway's role on a real directory: what it finds, and whose rows it never sees. */
@Tag("process")
class RowLevelSecurityIntegrationTests {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final AccountId OURS = new AccountId(UUID.randomUUID());
  private static final AccountId THEIRS = new AccountId(UUID.randomUUID());
  private static final ScimId ADA = new ScimId(UUID.randomUUID());
  private static final ScimId BOB = new ScimId(UUID.randomUUID());
  private static final ScimId FOREIGN = new ScimId(UUID.randomUUID());

  private static TestPostgres postgres;
  private static ConnectionFactory connections;
  private static DirectoryStore directory;
  private static Pages pages;

  @BeforeAll
  static void start() throws Exception {
    postgres = TestPostgres.start();
    Flyway.configure()
        .dataSource(postgres.superuser())
        .locations("filesystem:../processor/src/main/resources/db/migration")
        .schemas("directory")
        .placeholders(Map.of("rolePassword", "secret"))
        .load()
        .migrate();
    try (Connection connection = postgres.superuser().getConnection()) {
      connection.createStatement().execute("alter role rosterline_gateway password 'secret'");
      insert(
          connection,
          OURS,
          ADA,
          "ada@example.com",
          "{\"active\":true,\"title\":\"100%_sure\",\"name\":{\"familyName\":\"Lovelace\"},\"emails\":[{\"type\":\"work\",\"value\":\"ada@example.com\",\"primary\":true},{\"type\":\"home\",\"value\":\"ada@home.example\"}]}",
          "{ada@example.com,ada@home.example}");
      insert(
          connection,
          OURS,
          BOB,
          "bob@example.com",
          "{\"active\":true,\"name\":{\"familyName\":\"O'Malley\"}}",
          "{}");
      insert(connection, THEIRS, FOREIGN, "ada@example.com", "{}", "{}");
    }
    connections = ConnectionFactories.get(postgres.r2dbcUrl("rosterline_gateway", "secret"));
    AccountScope scope = new AccountScope(connections);
    directory = new DirectoryStore(scope, new RepresentationWriter("http://localhost:8080"));
    pages = TestDirectory.pages(directory, scope, connections);
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void withoutAnAccountNothingIsVisible() {
    assertThat(count("select count(*) as n from directory.member")).isZero();
  }

  @Test
  void queryThatForgetsTheAccountSeesItsOwnRowsAlone() {
    Long seen =
        new AccountScope(connections)
            .read(
                OURS,
                connection ->
                    Flux.from(
                            connection
                                .createStatement("select count(*) as n from directory.member")
                                .execute())
                        .flatMap(result -> result.map(row -> row.get("n", Long.class)))
                        .next())
            .block(LIMIT);
    assertThat(seen).isEqualTo(2);
    assertThat(count("select count(*) as n from directory.member")).isZero();
  }

  @Test
  void sameNameInAnotherAccountIsAnotherPerson() {
    assertThat(found("userName eq \"ADA@example.com\"")).containsExactly(ADA);
    assertThat(directory.user(OURS, FOREIGN).blockOptional(LIMIT)).isEmpty();
    assertThat(directory.user(THEIRS, FOREIGN).blockOptional(LIMIT)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          emails[type eq "work"].value eq "ADA@example.com"  | ada
          emails.value eq "ada@home.example"                 | ada
          emails[type eq "work" and value co "home"]         | nobody
          name.familyName co "'mall"                         | bob
          title co "%_"                                      | ada
          title co "%x"                                      | nobody
          title pr                                           | ada
          not (title pr)                                     | bob
          title ne "x"                                       | both
          userName sw "a" or name.familyName sw "o"          | both
          userName sw "a" and name.familyName sw "o"         | nobody
          active eq true                                     | both
          meta.created gt "2020-01-01T00:00:00Z"             | both
          userName eq "x' OR '1'='1"                         | nobody
          """)
  void filterFinds(String filter, String who) {
    List<ScimId> expected =
        switch (who) {
          case "ada" -> List.of(ADA);
          case "bob" -> List.of(BOB);
          case "both" -> List.of(ADA, BOB);
          default -> List.of();
        };
    assertThat(found(filter)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void missingValuesComeLastAscendingAndFirstDescending() {
    assertThat(sorted("title", "ascending")).containsExactly(ADA, BOB);
    assertThat(sorted("title", "descending")).containsExactly(BOB, ADA);
  }

  private static List<ScimId> found(String filter) {
    return ids(Map.of("filter", filter));
  }

  private static List<ScimId> sorted(String by, String order) {
    return ids(Map.of("sortBy", by, "sortOrder", order));
  }

  private static List<ScimId> ids(Map<String, String> parameters) {
    var page =
        pages.page(OURS, null, ListQuery.read(ResourceType.USER, parameters::get)).block(LIMIT);
    assertThat(page.total()).isEqualTo(page.resources().size());
    return page.resources().stream().map(StoredResource::id).toList();
  }

  private static long count(String sql) {
    return Mono.usingWhen(
            connections.create(),
            connection ->
                Flux.from(connection.createStatement(sql).execute())
                    .flatMap(result -> result.map(row -> row.get("n", Long.class)))
                    .next(),
            io.r2dbc.spi.Connection::close)
        .block(LIMIT);
  }

  private static void insert(
      Connection connection,
      AccountId account,
      ScimId id,
      String name,
      String document,
      String emails)
      throws Exception {
    String sql =
        """
        insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key, email_keys, document,
          created_at, modified_at) values (?, ?, ?, ?, ?, ?::text[], ?::jsonb || jsonb_build_object('userName', ?), now(), now())
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, account.value());
      statement.setObject(2, id.value());
      statement.setObject(3, id.value());
      statement.setString(4, name);
      statement.setString(5, name);
      statement.setString(6, emails);
      statement.setString(7, document);
      statement.setString(8, name);
      statement.executeUpdate();
    }
  }
}
