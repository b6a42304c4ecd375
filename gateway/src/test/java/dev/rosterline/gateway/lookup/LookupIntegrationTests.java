package dev.rosterline.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountId;
import io.r2dbc.spi.ConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("process")
class LookupIntegrationTests {

  private static final UUID ACCOUNT = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final UUID GROUP = UUID.randomUUID();
  private static final List<UUID> USERS = new ArrayList<>();
  private static final WebTestClient CLIENT = TestLookups.client(ACCOUNT, SharedDatabase.gateway());

  @BeforeAll
  static void fill() {
    for (int i = 0; i < 7; i++) {
      UUID id = UUID.fromString("01950000-0000-7000-8000-%012x".formatted(System.nanoTime() >> 8));
      USERS.add(id);
      String title = i < 3 ? ",\"title\":\"" + "cBa".charAt(i) + "\"" : "";
      SharedDatabase.user(
          ACCOUNT,
          id,
          """
          {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"user%d","externalId":"same","active":true%s,
           "name":{"familyName":"F%d"},"emails":[{"value":"z%d@x.example"},{"value":"a%d@x.example","primary":true}]}
          """
              .formatted(i, title, 9 - i, i, 9 - i));
    }
    SharedDatabase.group(
        ACCOUNT,
        GROUP,
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Staff"}
        """);
    SharedDatabase.membership(ACCOUNT, GROUP, USERS.getFirst());
    SharedDatabase.user(OTHER, UUID.randomUUID(), "{\"userName\":\"user0\"}");
  }

  private static JsonNode get(String uri) {
    byte[] body =
        CLIENT
            .get()
            .uri(java.net.URI.create(uri))
            .exchange()
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentType("application/scim+json")
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JsonMapper.shared().readTree(Objects.requireNonNull(body));
  }

  private static void assertError(WebTestClient.ResponseSpec answer, int status, String type) {
    var body = answer.expectStatus().isEqualTo(status).expectBody();
    body.jsonPath("$.status").isEqualTo(Integer.toString(status));
    body.jsonPath("$.detail").isNotEmpty();
    if (type != null) {
      body.jsonPath("$.scimType").isEqualTo(type);
    }
  }

  @Test
  void userIsShownWithMetaGroupsAndAddresses() {
    UUID id = USERS.getFirst();
    var answer = CLIENT.get().uri("/scim/v2/Users/" + id).exchange();
    String location = "http://localhost:8080/scim/v2/Users/" + id;

    answer
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "W/\"3\"")
        .expectHeader()
        .valueEquals("Location", location)
        .expectHeader()
        .valueEquals("Content-Location", location)
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo(id.toString())
        .jsonPath("$.meta.resourceType")
        .isEqualTo("User")
        .jsonPath("$.meta.created")
        .isEqualTo("2026-11-01T10:00:00.123Z")
        .jsonPath("$.meta.lastModified")
        .isEqualTo("2026-11-02T10:00:00.456Z")
        .jsonPath("$.meta.location")
        .isEqualTo(location)
        .jsonPath("$.meta.version")
        .isEqualTo("W/\"3\"")
        .jsonPath("$.groups[0].display")
        .isEqualTo("Staff")
        .jsonPath("$.groups[0].type")
        .isEqualTo("direct")
        .jsonPath("$.groups[0].$ref")
        .isEqualTo("http://localhost:8080/scim/v2/Groups/" + GROUP);
  }

  @Test
  void membersAreShownUnlessLeftOut() {
    JsonNode group = get("/scim/v2/Groups/" + GROUP);
    assertThat(group.at("/members/0/value").asString()).isEqualTo(USERS.getFirst().toString());
    assertThat(group.at("/members/0/display").asString()).isEqualTo("user0");
    assertThat(group.at("/members/0/type").asString()).isEqualTo("User");
    assertThat(group.at("/members/0/$ref").asString()).endsWith("/Users/" + USERS.getFirst());
    assertThat(get("/scim/v2/Groups/" + GROUP + "?excludedAttributes=members").has("members"))
        .isFalse();
    assertThat(get("/scim/v2/Groups?excludedAttributes=members").at("/Resources/0").has("members"))
        .isFalse();
  }

  @Test
  void knownVersionIsNotSentAgain() {
    for (String tag : List.of("W/\"3\"", "\"3\"", "*", "\"1\", W/\"3\"")) {
      CLIENT
          .get()
          .uri("/scim/v2/Users/" + USERS.getFirst())
          .header("If-None-Match", tag)
          .exchange()
          .expectStatus()
          .isNotModified();
    }
    CLIENT
        .get()
        .uri("/scim/v2/Users/" + USERS.getFirst())
        .header("If-None-Match", "W/\"2\"")
        .exchange()
        .expectStatus()
        .isOk();
  }

  @Test
  void whatIsNotThereOrNotOursIsNotFound() {
    String id = USERS.getFirst().toString();
    for (String path :
        List.of(
            "Users/" + UUID.randomUUID(),
            "Users/none",
            "Groups/" + GROUP.toString().toUpperCase(java.util.Locale.ROOT),
            "Groups/" + id,
            "Users/" + GROUP)) {
      assertError(CLIENT.get().uri("/scim/v2/" + path).exchange(), 404, null);
    }
    assertError(
        TestLookups.client(OTHER, SharedDatabase.gateway())
            .get()
            .uri("/scim/v2/Users/" + id)
            .exchange(),
        404,
        null);
  }

  @Test
  void namesAreFoundInTheOwnAccountOnly() {
    JsonNode found = get("/scim/v2/Users?filter=userName+eq+%22USER0%22");
    assertThat(found.path("totalResults").isInt()).isTrue();
    assertThat(found.path("totalResults").asInt()).isEqualTo(1);
    assertThat(found.at("/Resources/0/id").asString()).isEqualTo(USERS.getFirst().toString());
  }

  @Test
  void nothingFoundIsAnEmptyList() {
    JsonNode none = get("/scim/v2/Users?filter=userName%20eq%20%22nobody%22");
    assertThat(none.path("totalResults").asInt(-1)).isZero();
    assertThat(none.path("itemsPerPage").asInt(-1)).isZero();
    assertThat(none.path("startIndex").asInt()).isEqualTo(1);
    assertThat(none.path("Resources").isArray()).isTrue();
    assertThat(none.at("/schemas/0").asString())
        .isEqualTo("urn:ietf:params:scim:api:messages:2.0:ListResponse");
  }

  @ParameterizedTest
  @CsvSource({
    "startIndex=1&count=3, 1, 3",
    "startIndex=6&count=3, 6, 2",
    "startIndex=8&count=3, 8, 0",
    "startIndex=100, 100, 0",
    "startIndex=0, 1, 7",
    "startIndex=-5&count=2, 1, 2",
    "count=0, 1, 0",
    "count=-1, 1, 0",
    "count=100000, 1, 7",
    "count=7, 1, 7",
    "filter=externalId+eq+%22same%22&count=3, 1, 3",
    "filter=externalId+eq+%22same%22&count=7, 1, 7",
    "filter=externalId+eq+%22same%22&startIndex=7, 7, 1",
    "filter=externalId+eq+%22same%22&count=0, 1, 0",
  })
  void pageHoldsWhatWasAskedForAndTheTotalIsOfAll(String parameters, int start, int items) {
    JsonNode page = get("/scim/v2/Users?" + parameters);

    assertThat(page.path("totalResults").asInt()).isEqualTo(7);
    assertThat(page.path("startIndex").asInt()).isEqualTo(start);
    assertThat(page.path("itemsPerPage").asInt()).isEqualTo(items);
    assertThat(page.path("Resources").size()).isEqualTo(items);
  }

  @Test
  void pagesTogetherHoldEverybodyOnce() {
    List<String> ids = new ArrayList<>();
    for (int start = 1; start <= 7; start += 2) {
      get("/scim/v2/Users?sortBy=active&count=2&startIndex=" + start)
          .path("Resources")
          .forEach(user -> ids.add(user.path("id").asString()));
    }
    assertThat(ids)
        .containsExactlyInAnyOrderElementsOf(USERS.stream().map(UUID::toString).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "sortBy=userName, 0123456",
    "sortBy=userName&sortOrder=descending, 6543210",
    "sortBy=name.familyName, 6543210",
    "sortBy=title, 2103456",
    "sortBy=title&sortOrder=descending, 6543012",
    "sortBy=emails, 6543210",
    "sortBy=meta.created, 0123456",
    "sortBy=id, 0123456",
    "sortBy=displayName, 0123456",
    "sortBy=externalId, 0123456",
    "sortBy=groups, 0123456",
    "sortBy=urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department, 0123456",
  })
  void listIsSortedWithMissingValuesLast(String parameters, String order) {
    StringBuilder found = new StringBuilder();
    get("/scim/v2/Users?" + parameters)
        .path("Resources")
        .forEach(user -> found.append(user.path("userName").asString().substring(4)));

    assertThat(found.toString()).isEqualTo(order);
  }

  @ParameterizedTest
  @CsvSource({
    "count=abc, invalidValue",
    "startIndex=1.5, invalidValue",
    "sortBy=userName&sortOrder=up, invalidValue",
    "sortBy=name, invalidValue",
    "attributes=userName&excludedAttributes=id, invalidValue",
    "filter=, invalidFilter",
    "filter=userName+eq, invalidFilter",
    "filter=userName+regex+%22x%22, invalidFilter",
    "filter=password+eq+%22x%22, invalidFilter",
    "filter=active+gt+true, invalidFilter",
  })
  void whatCannotBeReadIsRefused(String parameters, String type) {
    assertError(
        CLIENT.get().uri(java.net.URI.create("/scim/v2/Users?" + parameters)).exchange(),
        400,
        type);
  }

  @Test
  void projectionShowsWhatWasNamedAndChangesNothingElse() {
    JsonNode user = get("/scim/v2/Users?filter=userName+eq+%22user1%22&attributes=userName");
    JsonNode shown = user.at("/Resources/0");

    assertThat(shown.propertyNames()).containsExactlyInAnyOrder("schemas", "id", "userName");
  }

  @Test
  void searchByBodyIsTheSameAsByAddress() {
    String search =
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"userName sw \\"user\\"",
         "attributes":["userName"],"sortBy":"userName","sortOrder":"descending","startIndex":2,"count":2}
        """;
    CLIENT
        .post()
        .uri("/scim/v2/Users/.search")
        .header("Content-Type", "application/scim+json")
        .bodyValue(search)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.totalResults")
        .isEqualTo(7)
        .jsonPath("$.Resources[0].userName")
        .isEqualTo("user5")
        .jsonPath("$.Resources[1].emails")
        .doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"filter\":\"userName pr\"} | invalidSyntax",
        "[] | invalidSyntax",
        "{ | invalidSyntax",
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],\"count\":{}} | invalidSyntax",
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],\"filter\":{\"a\":1}} | invalidSyntax",
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],\"filter\":\"x y\"} | invalidFilter",
      })
  void searchThatCannotBeReadIsRefused(String body, String type) {
    assertError(
        CLIENT
            .post()
            .uri("/scim/v2/Users/.search")
            .header("Content-Type", "application/scim+json")
            .bodyValue(body)
            .exchange(),
        400,
        type);
  }

  @Test
  void withoutTheDatabaseNothingIsCalledAbsent() {
    ConnectionFactory nowhere =
        io.r2dbc.spi.ConnectionFactories.get(
            "r2dbc:postgresql://rosterline_gateway:secret@localhost:1/none");
    WebTestClient client = TestLookups.client(ACCOUNT, nowhere);
    for (String path : List.of("Users/" + USERS.getFirst(), "Groups/" + GROUP, "Users")) {
      client
          .get()
          .uri("/scim/v2/" + path)
          .exchange()
          .expectStatus()
          .isEqualTo(503)
          .expectHeader()
          .valueMatches("Retry-After", "[0-9]+");
    }
  }

  @Test
  void connectionForgetsTheAccountWithEachRequest() {
    Flux.range(0, 60)
        .flatMap(
            i ->
                reactor.core.publisher.Mono.fromRunnable(
                        () -> get("/scim/v2/Users?filter=userName+sw+%22user" + i % 7 + "%22"))
                    .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic()),
            16)
        .blockLast();

    List<String> seen =
        Flux.range(0, 8)
            .flatMap(
                _ ->
                    Flux.usingWhen(
                        SharedDatabase.gateway().create(),
                        connection ->
                            Flux.from(
                                    connection
                                        .createStatement(
                                            "select coalesce(current_setting('rosterline.account', true), '') || (select count(*) from directory.member)"
                                                + " || (select count(*) from directory.scim_group) || (select count(*) from directory.group_member)"
                                                + " from pg_sleep(0.2)")
                                        .execute())
                                .flatMap(result -> result.map(row -> row.get(0, String.class))),
                        io.r2dbc.spi.Connection::close),
                8)
            .collectList()
            .block();

    assertThat(seen).hasSize(8).containsOnly("000");
  }

  @Test
  void accountInTheTransactionHidesAllOthers() {
    AccountScope scope = new AccountScope(SharedDatabase.gateway());
    String counted =
        scope
            .read(
                new AccountId(OTHER),
                connection ->
                    Flux.from(
                            connection
                                .createStatement(
                                    "select count(*) || '/' || count(*) filter (where account_id <> $1) from directory.member")
                                .bind(0, OTHER)
                                .execute())
                        .flatMap(result -> result.map(row -> row.get(0, String.class)))
                        .next())
            .block();

    assertThat(counted).isEqualTo("1/0");
  }
}
