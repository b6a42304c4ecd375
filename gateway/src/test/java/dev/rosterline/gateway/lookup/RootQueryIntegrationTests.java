package dev.rosterline.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Users ada and bob, groups Bob and staff. */
@Tag("process")
class RootQueryIntegrationTests {

  private static final UUID ACCOUNT = UUID.randomUUID();
  private static final UUID ADA = UUID.fromString("01950000-0000-7000-8000-00000000aa01");
  private static final UUID STAFF = UUID.fromString("01950000-0000-7000-8000-00000000aa02");
  private static final UUID BOB = UUID.fromString("01950000-0000-7000-8000-00000000aa03");
  private static final UUID BOBS = UUID.fromString("01950000-0000-7000-8000-00000000aa04");
  private static final WebTestClient CLIENT = TestLookups.client(ACCOUNT, SharedDatabase.gateway());

  @BeforeAll
  static void fill() {
    SharedDatabase.user(
        ACCOUNT,
        ADA,
        "{\"userName\":\"ada\",\"externalId\":\"x\",\"displayName\":\"ada\",\"title\":\"T\",\"active\":true,\"emails\":[{\"value\":\"a@x.example\"}]}");
    SharedDatabase.user(ACCOUNT, BOB, "{\"userName\":\"bob\",\"active\":false}");
    SharedDatabase.group(ACCOUNT, STAFF, "{\"displayName\":\"staff\",\"externalId\":\"x\"}");
    SharedDatabase.group(ACCOUNT, BOBS, "{\"displayName\":\"Bob\"}");
    SharedDatabase.membership(ACCOUNT, STAFF, ADA);
  }

  private static String names(JsonNode page) {
    List<String> names = new ArrayList<>();
    page.path("Resources")
        .forEach(
            resource ->
                names.add(
                    resource.path("userName").asString(resource.path("displayName").asString(""))));
    return String.join(" ", names);
  }

  private static JsonNode find(String parameters) {
    return body(CLIENT.get().uri(URI.create("/scim/v2/?" + parameters)).exchange());
  }

  private static JsonNode body(WebTestClient.ResponseSpec answer) {
    byte[] body = answer.expectStatus().isOk().expectBody().returnResult().getResponseBody();
    return JsonMapper.shared().readTree(Objects.requireNonNull(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          meta.resourceType eq "Group" | staff Bob
          meta.resourceType eq "User" | ada bob
          externalId eq "x" | ada staff
          displayName eq "BOB" | Bob
          userName eq "bob" | bob
          userName ne "bob" | ada staff Bob
          userName eq null | staff Bob
          userName ne null | ada bob
          not (userName pr) | staff Bob
          title pr or members pr | ada staff
          members.value eq "01950000-0000-7000-8000-00000000aa01" | staff
          groups.value eq "01950000-0000-7000-8000-00000000aa02" | ada
          emails[value co "x.example"] | ada
          not (emails[value co "x.example"]) | staff bob Bob
          emails co "x.example" and meta.resourceType eq "User" | ada
          active eq false | bob
          active ne true | staff bob Bob
          urn:ietf:params:scim:schemas:core:2.0:Group:displayName sw "s" | staff
          nobodyHasThis eq "x" | -
          nobodyHasThis gt 5 | -
          nobodyHasThis pr | -
          nobodyHasThis ne "x" | ada staff bob Bob
          not (nobodyHasThis eq true) | ada staff bob Bob
          nobodyHasThis eq null and userName pr | ada bob
          """)
  void whatATypeLacksHasNoValueThere(String filter, String expected) {
    String encoded =
        UriComponentsBuilder.newInstance().queryParam("filter", "{f}").build(filter).getRawQuery();
    JsonNode page = find(encoded);
    assertThat(names(page)).isEqualTo(expected.equals("-") ? "" : expected);
    assertThat(page.path("totalResults").asInt())
        .isEqualTo(expected.equals("-") ? 0 : expected.split(" ").length);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ada staff bob Bob",
    "sortBy=displayName, ada Bob staff bob",
    "sortBy=displayName&sortOrder=descending, bob staff Bob ada",
    "sortBy=title, ada staff bob Bob",
    "startIndex=2&count=2, staff bob",
    "startIndex=4, Bob",
    "startIndex=5, ''",
  })
  void allAreInOneOrder(String parameters, String expected) {
    JsonNode page = find(parameters);
    assertThat(names(page)).isEqualTo(expected);
    assertThat(page.path("totalResults").asInt()).isEqualTo(4);
  }

  @Test
  void resourcesAreShownAsAtTheirEndpoints() {
    JsonNode page = find("filter=externalId+eq+%22x%22");
    assertThat(page.at("/Resources/0/groups/0/value").asString()).isEqualTo(STAFF.toString());
    assertThat(page.at("/Resources/0/meta/location").asString()).endsWith("/Users/" + ADA);
    assertThat(page.at("/Resources/1/members/0/value").asString()).isEqualTo(ADA.toString());
    assertThat(page.at("/Resources/1/meta/location").asString()).endsWith("/Groups/" + STAFF);
    JsonNode some = find("filter=externalId+eq+%22x%22&attributes=userName,members.value");
    assertThat(some.at("/Resources/0").propertyNames())
        .contains("userName")
        .doesNotContain("title");
    assertThat(some.at("/Resources/1/members/0").propertyNames()).containsExactly("value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/scim/v2", "/scim/v2/"})
  void rootIsWrittenWithAndWithoutASlash(String path) {
    assertThat(names(body(CLIENT.get().uri(path).exchange()))).isEqualTo("ada staff bob Bob");
  }

  @Test
  void searchAtTheRootIsTheSameByBodyAndGoesOnByCursor() {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (!cursor.equals("none")) {
      String search =
          """
          {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"id pr","COUNT":2,
           "attributes":["userName","displayName"],"sortBy":"meta.created","cursor":"%s"}
          """
              .formatted(cursor);
      JsonNode page =
          body(
              CLIENT
                  .post()
                  .uri("/scim/v2/.search")
                  .header("Content-Type", "application/scim+json")
                  .bodyValue(search)
                  .exchange());
      assertThat(page.has("startIndex")).isFalse();
      assertThat(page.path("totalResults").asInt()).isEqualTo(4);
      assertThat(page.path("itemsPerPage").asInt()).isEqualTo(2);
      seen.add(names(page));
      cursor = page.path("nextCursor").asString("none");
    }
    assertThat(seen).containsExactly("ada staff", "bob Bob");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "'application/scim+json; charset=utf-8', 200",
    "'Application/JSON;charset=\"UTF-8\"', 200",
    "text/plain, 415",
    "application/xml, 415",
    "application/json; charset=utf-16, 415",
  })
  void searchIsJson(String contentType, int status) {
    CLIENT
        .post()
        .uri("/scim/v2/Groups/.search")
        .header("Content-Type", contentType)
        .bodyValue(
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"]}"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .exchange()
        .expectStatus()
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "startIndex=1&cursor=, invalidValue",
    "startIndex=2&cursor=abc, invalidValue",
    "cursor=abc, invalidCursor",
    "cursor=a%20b, invalidCursor",
    "cursor&count=x, invalidValue",
    "sortBy=nobodyHasThis, invalidValue",
    "sortBy=name, invalidValue",
    "filter=, invalidFilter",
    "filter, invalidFilter",
    "filter=nobodyHasThis, invalidFilter",
    "filter=nobodyHasThis+eq, invalidFilter",
    "filter=nobodyHasThis+like+%22x%22, invalidFilter",
    "filter=active+eq+5, invalidFilter",
    "filter=members%5Bvalue+eq+%22x%22, invalidFilter",
  })
  void whatCannotBeReadIsRefused(String parameters, String type) {
    for (String path : List.of("/scim/v2?", "/scim/v2/Users?")) {
      CLIENT
          .get()
          .uri(URI.create(path + parameters))
          .exchange()
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.scimType")
          .isEqualTo(type);
    }
  }
}
