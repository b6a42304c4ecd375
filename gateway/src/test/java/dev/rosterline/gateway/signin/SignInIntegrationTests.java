package dev.rosterline.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.gateway.admin.TestProblems;
import dev.rosterline.gateway.lookup.SharedDatabase;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("process")
class SignInIntegrationTests {

  private static final String KEY = "a-key-of-twenty-four-characters-and-more";
  private static final UUID ACCOUNT = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final SignInStore STORE =
      new SignInStore(DatabaseClient.create(SharedDatabase.gateway()));

  private static WebTestClient client;

  @BeforeAll
  static void people() {
    client = client(KEY);
    SharedDatabase.policy(ACCOUNT, "{\"defaultRole\": \"staff\"}");
    for (var name : List.of("ann", "blocked", "pending", "kept", "ahead", "gone", "leaver")) {
      var active = !name.equals("blocked") && !name.equals("kept");
      var linked = !List.of("pending", "gone", "leaver").contains(name);
      SharedDatabase.user(
          ACCOUNT,
          UUID.nameUUIDFromBytes(name.getBytes()),
          linked ? UUID.randomUUID() : null,
          """
          {"userName": "%1$s@example.com", "active": %2$s,
           "emails": [{"value": "%1$s@mail.example", "primary": true}]}
          """
              .formatted(name, active));
    }
    change("pending", "removal_due_at = '2026-12-24T00:00:00Z'");
    change("leaver", "removal_due_at = '2026-12-25T00:00:00Z', active = false");
    change("kept", "held = 'block', held_at = now()");
    change("ahead", "blocked_ahead = gen_random_uuid()");
    change("gone", "removed_at = now()");
  }

  @Test
  void memberMaySignInWithTheirRole() {
    var answer = asked("userName=ANN@example.com");
    assertThat(answer.path("allowed").asBoolean()).isTrue();
    assertThat(answer.path("reason").asString()).isEqualTo("active");
    assertThat(answer.path("roles").toString()).isEqualTo("[\"staff\"]");
    assertThat(answer.path("member").asString()).isEqualTo(id("ann").toString());
    assertThat(answer.path("userName").asString()).isEqualTo("ann@example.com");
    assertThat(answer.has("until")).isFalse();
    assertThat(asked("email=Ann@Mail.example")).isEqualTo(answer);
  }

  @Test
  void rolesComeFromTheNamesOfTheirGroups() {
    var sales = UUID.randomUUID();
    SharedDatabase.group(ACCOUNT, sales, "{\"displayName\": \"Sales EMEA\"}");
    SharedDatabase.membership(ACCOUNT, sales, id("ann"));
    SharedDatabase.policy(
        ACCOUNT,
        """
        {"defaultRole": "staff", "accountType": "school", "mappings": [
          {"match": "prefix", "pattern": "sales ", "role": "seller", "teacher": true},
          {"match": "exact", "pattern": "Sales", "role": "boss"}]}
        """);
    try {
      var answer = asked("userName=ann@example.com");
      assertThat(answer.path("roles").toString()).isEqualTo("[\"seller\",\"staff\"]");
      assertThat(answer.path("teacher").asBoolean()).isTrue();
      assertThat(asked("userName=kept@example.com").path("teacher").asBoolean()).isFalse();
    } finally {
      SharedDatabase.policy(ACCOUNT, "{\"defaultRole\": \"staff\"}");
    }
  }

  @Test
  void blockCountsEvenBeforeItsTurn() {
    assertThat(verdict("userName=blocked@example.com")).isEqualTo("false blocked");
    assertThat(verdict("userName=ahead@example.com")).isEqualTo("false blocked");
    assertThat(verdict("userName=leaver@example.com")).isEqualTo("false blocked");
  }

  @Test
  void gracePeriodAndBrakeLeaveTheAccess() {
    var pending = asked("userName=pending@example.com");
    assertThat(pending.path("allowed").asBoolean()).isTrue();
    assertThat(pending.path("reason").asString()).isEqualTo("removal-pending");
    assertThat(pending.path("until").asString()).isEqualTo("2026-12-24T00:00:00Z");
    assertThat(verdict("email=pending@mail.example")).isEqualTo("true removal-pending");
    assertThat(verdict("userName=kept@example.com")).isEqualTo("true held");
  }

  @Test
  void nobodyIsKnownWhoNeverCameOrIsGoneOrBelongsElsewhere() {
    assertThat(verdict("userName=nobody@example.com")).isEqualTo("false unknown");
    assertThat(verdict("userName=gone@example.com")).isEqualTo("false unknown");
    assertThat(asked(OTHER, "userName=ann@example.com").path("reason").asString())
        .isEqualTo("unknown");
  }

  @Test
  void whoReturnedUnderTheSameNameComesBeforeWhoLeft() {
    var returned = UUID.randomUUID();
    SharedDatabase.user(ACCOUNT, returned, "{\"userName\": \"pending@example.com\"}");
    try {
      assertThat(asked("userName=pending@example.com").path("member").asString())
          .isEqualTo(returned.toString());
    } finally {
      SharedDatabase.execute("delete from directory.member where member_id = ?", returned);
    }
  }

  @Test
  void answersOnlyWhoHasTheKey() {
    get(client, ACCOUNT, "userName=ann", "wrong").expectStatus().isUnauthorized();
    get(client, ACCOUNT, "userName=ann", "").expectStatus().isUnauthorized();
    get(client(null), ACCOUNT, "userName=ann", KEY).expectStatus().isNotFound();
  }

  @Test
  void asksForOneOfBothParameters() {
    get(client, ACCOUNT, "", KEY).expectStatus().isBadRequest();
    get(client, ACCOUNT, "userName=a&email=b", KEY).expectStatus().isBadRequest();
  }

  /** Among enough people that reading all of them would be the wrong plan. */
  @Test
  void findsByIndex() {
    SharedDatabase.execute(
        """
        insert into directory.member (account_id, member_id, scim_id, user_name, user_name_key, email_keys, document,
          created_at, modified_at)
        select ?::uuid, id, id, 'n' || n, 'n' || n, array['n' || n || '@x'], '{}', now(), now()
          from (select n, gen_random_uuid() as id from generate_series(1, 20000) n) people
        """,
        OTHER.toString());
    SharedDatabase.execute("analyze directory.member");
    var source =
        SharedDatabase.query("select prosrc from pg_proc where proname = 'sign_in'").getFirst();
    var query =
        source
            .substring(
                source.indexOf("select m.member_id"),
                source.lastIndexOf(';', source.lastIndexOf("end")))
            .replace("wanted_account", "'" + OTHER + "'")
            .replace("wanted_name", "'n7'")
            .replace("wanted_email", "null::text");
    var plan = String.join("\n", SharedDatabase.query("explain " + query));
    assertThat(plan).doesNotContain("Seq Scan on member").contains("member_user_name");
    assertThat(verdict(OTHER, "userName=n7")).isEqualTo("true active");
    assertThat(verdict(OTHER, "email=N7@x")).isEqualTo("true active");
  }

  private static void change(String name, String what) {
    SharedDatabase.execute(
        "update directory.member set " + what + " where member_id = ?", id(name));
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes());
  }

  private static String verdict(String query) {
    return verdict(ACCOUNT, query);
  }

  private static String verdict(UUID account, String query) {
    var answer = asked(account, query);
    return answer.path("allowed").asBoolean() + " " + answer.path("reason").asString();
  }

  private static JsonNode asked(String query) {
    return asked(ACCOUNT, query);
  }

  private static JsonNode asked(UUID account, String query) {
    var body =
        get(client, account, query, KEY)
            .expectStatus()
            .isOk()
            .expectHeader()
            .valueEquals("Cache-Control", "no-store")
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JsonMapper.shared().readTree(body);
  }

  private static WebTestClient.ResponseSpec get(
      WebTestClient client, UUID account, String query, String key) {
    return client
        .get()
        .uri("/access/v1/accounts/" + account + "/sign-in?" + query)
        .headers(headers -> headers.setBearerAuth(key))
        .exchange();
  }

  private static WebTestClient client(@Nullable String key) {
    var routes = new SignInRoutes(STORE, new SignInProperties(key)).signIns();
    return WebTestClient.bindToRouterFunction(routes)
        .handlerStrategies(TestProblems.strategies())
        .build();
  }
}
