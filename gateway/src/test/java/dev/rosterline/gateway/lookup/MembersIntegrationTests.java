package dev.rosterline.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountId;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("process")
class MembersIntegrationTests {

  private static final UUID ACCOUNT = UUID.randomUUID();
  private static final UUID LARGE = UUID.randomUUID();
  private static final UUID SMALL = UUID.randomUUID();
  private static final int MANY = 100_000;

  private static final WebTestClient CLIENT =
      TestLookups.client(ACCOUNT, SharedDatabase.gateway())
          .mutate()
          .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(64 << 20))
          .build();

  @BeforeAll
  static void fill() {
    SharedDatabase.group(ACCOUNT, LARGE, "{\"displayName\":\"Large\",\"externalId\":\"x\"}");
    SharedDatabase.group(ACCOUNT, SMALL, "{\"displayName\":\"Small\"}");
    SharedDatabase.execute(
        """
        insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key, document, created_at, modified_at)
        select ?, id, case when i > 10 then id end, 'u' || i, 'u' || i, '{}', now(), now()
          from (select i, gen_random_uuid() id from generate_series(1, %d) i) s
        """
            .formatted(MANY + 10),
        ACCOUNT);
    SharedDatabase.execute(
        "insert into directory.group_member select account_id, ?, member_id from directory.member where account_id = ?",
        LARGE,
        ACCOUNT);
    SharedDatabase.membership(ACCOUNT, LARGE, SMALL);
    SharedDatabase.membership(ACCOUNT, LARGE, UUID.randomUUID());
    SharedDatabase.execute("analyze directory.member");
    SharedDatabase.execute("analyze directory.group_member");
  }

  private static WebTestClient.ResponseSpec get(String path) {
    return CLIENT
        .get()
        .uri(URI.create("/scim/v2/" + path))
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType("application/scim+json");
  }

  private static JsonNode json(String path) {
    byte[] body = get(path).expectBody().returnResult().getResponseBody();
    return JsonMapper.shared().readTree(Objects.requireNonNull(body));
  }

  @Test
  void everyMemberIsThereOnceAndWhoIsAwaitedOrGoneIsNot() {
    JsonNode group = json("Groups/" + LARGE);
    assertThat(group.path("externalId").asString()).isEqualTo("x");
    assertThat(group.at("/meta/version").asString()).isEqualTo("W/\"3\"");
    assertThat(group.path("members").size()).isEqualTo(MANY + 1);
    var ids = new java.util.HashSet<String>();
    int groups = 0;
    for (JsonNode member : group.path("members")) {
      assertThat(ids.add(member.path("value").asString())).isTrue();
      boolean isGroup = member.path("type").asString().equals("Group");
      groups += isGroup ? 1 : 0;
      assertThat(member.path("$ref").asString())
          .isEqualTo(
              "http://localhost:8080/scim/v2/"
                  + (isGroup ? "Groups/" : "Users/")
                  + member.path("value").asString());
      assertThat(member.path("display").asString()).isNotEmpty();
    }
    assertThat(groups).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "attributes=members.value, value",
    "'excludedAttributes=members.display,members.$ref,members.type', value",
    "'attributes=members.value,members.type', type value",
  })
  void membersArePartsOfThemselvesWhereTheClientSaysSo(String parameters, String names) {
    JsonNode members = json("Groups/" + LARGE + "?" + parameters).path("members");
    assertThat(members.size()).isEqualTo(MANY + 1);
    assertThat(members)
        .allSatisfy(
            member ->
                assertThat(member.propertyNames()).containsExactlyInAnyOrder(names.split(" ")));
  }

  @Test
  void largeGroupIsNeverInMemoryAsAWhole() {
    var sizes =
        get("Groups/" + LARGE)
            .returnResult(org.springframework.core.io.buffer.DataBuffer.class)
            .getResponseBody()
            .map(
                buffer -> {
                  int size = buffer.readableByteCount();
                  org.springframework.core.io.buffer.DataBufferUtils.release(buffer);
                  return size;
                });
    // A client that reads little and leaves must not disturb who comes next.
    StepVerifier.create(sizes, 1).expectNextCount(1).thenCancel().verify();
    get("Groups/" + LARGE).expectHeader().doesNotExist("Content-Length");
    get("Groups/" + SMALL).expectHeader().exists("Content-Length");
    assertThat(json("Groups/" + LARGE).path("members").size()).isEqualTo(MANY + 1);
  }

  @Test
  void listsShowAllMembersToo() {
    for (String list : new String[] {"Groups", "Groups?cursor&count=2", "?filter=displayName+pr"}) {
      JsonNode page = json(list);
      assertThat(page.path("totalResults").asInt()).isEqualTo(2);
      assertThat(page.path("Resources").size()).isEqualTo(2);
      for (JsonNode group : page.path("Resources")) {
        boolean large = group.path("displayName").asString().equals("Large");
        assertThat(group.path("members").size()).isEqualTo(large ? MANY + 1 : 0);
      }
    }
  }

  @Test
  void laterPartCostsNoMoreThanTheFirst() {
    String plan =
        new AccountScope(SharedDatabase.gateway())
            .read(
                new AccountId(ACCOUNT),
                connection ->
                    Flux.from(
                            connection
                                .createStatement("explain (analyze) " + Related.membersBehind(500))
                                .bind(0, ACCOUNT)
                                .bind(1, LARGE)
                                .bind(2, "")
                                .bind(3, UUID.fromString("e0000000-0000-4000-8000-000000000000"))
                                .execute())
                        .flatMap(result -> result.map(row -> row.get(0, String.class)))
                        .collectList()
                        .map(lines -> String.join("\n", lines)))
            .block();
    assertThat(Pattern.compile("actual time=\\S+ rows=(\\d+)").matcher(plan).results())
        .as(plan)
        .isNotEmpty()
        .allMatch(found -> Integer.parseInt(found.group(1)) < 600);
  }

  @ParameterizedTest
  @CsvSource({
    "Groups/%s?excludedAttributes=members",
    "Groups/%s?attributes=displayName",
    "Groups?excludedAttributes=members&filter=id+eq+%%22%s%%22",
    "?attributes=displayName&filter=id+eq+%%22%s%%22",
  })
  void membersThatNobodyWantsAreNotRead(String path) throws Exception {
    try (var connection = SharedDatabase.superuser()) {
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .execute("lock table directory.group_member in access exclusive mode");
      JsonNode answer = json(path.formatted(LARGE));
      assertThat(answer.toString()).contains("Large").doesNotContain("members");
    }
  }
}
