package dev.rosterline.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever the admin API is asked, it answers; what it refuses, with a problem (RFC 9457). */
@AcceptanceTest
class HostileAdminAcceptanceTests {

  private static final Duration LONGEST = Duration.ofSeconds(8);

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "1.5",
          "1e308",
          "1e999999999",
          "1000000000000000000000000000000",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud83d\"",
          "\"+1000000000-12-31T23:59:59Z\"",
          "\"0000-01-01T00:00:00Z\"",
          "\"2026-02-30T00:00:00Z\"",
          "[]",
          "[null]",
          "[1]",
          "[\"\\u0000\"]",
          "{}",
          "[".repeat(2_000));

  private static final String USER =
      """
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","active":true}
      """;

  @Test
  void valuesOfTheWrongKindAreRefused(RosterlineSystem system) {
    var account = system.account("Hostile values", 30);
    for (String value : VALUES) {
      for (String name :
          List.of("gracePeriodDays", "brakeFloor", "mode", "mappings", "protectedMembers")) {
        ask(system, account, "PATCH", "/policy", "{\"%s\":%s}".formatted(name, value));
      }
      for (String name : List.of("name", "expiresAt")) {
        var token = "{\"name\":\"t\",\"%s\":%s}".formatted(name, value);
        var made = ask(system, account, "POST", "/tokens", token);
        if (made.status() == 201) {
          ask(system, account, "DELETE", "/tokens/" + made.id(), null);
        }
      }
      for (String name : List.of("from", "to", "preview")) {
        var span = "\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-02T00:00:00Z\"";
        ask(system, account, "POST", "/undo", "{%s,\"%s\":%s}".formatted(span, name, value));
      }
      ask(system, account, "PUT", "/mappings", "{\"mappings\":%s}".formatted(value));
      for (String name : List.of("id", "name", "description", "attributes")) {
        var schema = "{\"id\":\"urn:example:h:1.0:A\",\"name\":\"A\",\"%s\":%s}";
        ask(
            system,
            account,
            "PUT",
            "/schema-extensions/urn:example:h:1.0:A",
            schema.formatted(name, value));
      }
      ask(system, account, "PATCH", "", "{\"name\":%s}".formatted(value));
      ask(system, account, "PATCH", "/policy", value);
    }
  }

  @Test
  void idsCursorsAndTimesThatCannotBeAreRefused(RosterlineSystem system) {
    var account = system.account("Hostile paths", 30);
    var foreign = system.account("Hostile foreign", 30);
    var stranger =
        foreign.okta().post("/Users", USER.formatted("stranger")).expectResource(201).id();
    refuse(system, account, 400, "POST", "/holds/%00/release", null);
    for (String id : List.of("x", "0", stranger, "%ff", "%7B%7D", "a".repeat(2_000))) {
      for (String what : List.of("removals", "holds")) {
        refuse(system, account, 404, "POST", "/" + what + "/" + id + "/cancel", null);
      }
      refuse(system, account, 404, "POST", "/holds/" + id + "/release", null);
      refuse(system, account, 404, "DELETE", "/persons/" + id + "/data", null);
      refuse(system, account, 404, "GET", "/persons/" + id + "/data", null);
      refuse(system, account, 404, "DELETE", "/tokens/" + id, null);
      refuse(system, account, 404, "GET", "/schema-extensions/" + id, null);
      refuse(system, account, 404, "PUT", "/policy/preset/" + id, null);
    }
    for (String text :
        List.of("x", "+1000000000-12-31T23:59:59Z " + stranger, "-5000-01-01T00:00:00Z x")) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      var cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      for (String list : List.of("removals", "holds", "awaited", "activity")) {
        refuse(system, account, 400, "GET", "/" + list + "?cursor=" + cursor, null);
      }
    }
    for (String query :
        List.of("limit=0", "limit=99999999999", "from=x", "to=%2B1000000000-12-31T23:59:59Z")) {
      refuse(system, account, 400, "GET", "/activity?" + query, null);
    }
    for (String query : List.of("q=%00", "token=x", "operation=%00", "resource=%ff")) {
      refuse(system, account, 400, "GET", "/activity/summary?" + query, null);
      refuse(system, account, 400, "POST", "/activity/replay?" + query, null);
    }
  }

  @Test
  void anExpressionIsRefusedOrQuicklyDone(RosterlineSystem system) {
    var account = system.account("Hostile expressions", 30);
    var group = "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"";
    account.okta().post("/Groups", group + "a".repeat(200) + "\"}").expectResource(201);
    for (String pattern :
        List.of("(a+)+$!", "(a|aa)+$!", "((a*)*)*b", "(a?){50}a{50}!", "(?i)(.*a){25}!")) {
      var answer = ask(system, account, "POST", "/mappings/preview", mapping(pattern));
      assertThat(answer.took()).as("%s", answer).isLessThan(Duration.ofSeconds(3));
    }
    for (String pattern :
        List.of("(", "[", "*", "(?=a)", "\\\\1", "(?<n>a)\\\\k<n>", "a{1000000}", "[a-", "a**")) {
      refuse(system, account, 400, "PUT", "/mappings", mapping(pattern));
    }
  }

  private static String mapping(String pattern) {
    return "{\"mappings\":[{\"match\":\"regex\",\"pattern\":\"%s\",\"role\":\"r\"}]}"
        .formatted(pattern);
  }

  @Test
  void oneOfTwoWhoDecideAtOnceDecides(RosterlineSystem system) throws Exception {
    var account = system.account("Hostile races", 30);
    ask(system, account, "PATCH", "/policy", "{\"brakeFloor\":0,\"brakePercent\":0}");
    var people = IntStream.range(0, 6).mapToObj(i -> "racer" + i).map(USER::formatted);
    var ids = people.map(user -> account.okta().post("/Users", user).id()).toList();
    ids.forEach(id -> account.okta().delete("/Users/" + id).expectNothing());
    var holds = ask(system, account, "GET", "/holds", null).json().path("holds");
    assertThat(holds).isNotEmpty();
    for (var hold : holds) {
      var path = "/holds/" + hold.path("member").asString();
      assertThat(
              atOnce(
                  system,
                  account,
                  post(path + "/release"),
                  post(path + "/cancel"),
                  post(path + "/release"),
                  post(path + "/cancel")))
          .as("release and cancel of one hold, twice each")
          .containsExactlyInAnyOrder(204, 409, 409, 409);
    }
    var span = "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(ago(600), ago(-60));
    Awaitility.await().until(() -> system.admin().activity(account.id()).size() >= 2 * ids.size());
    assertThat(
            atOnce(
                system,
                account,
                new Asked("POST", "/undo", span),
                new Asked("POST", "/undo", span),
                new Asked("POST", "/undo", span)))
        .containsOnly(200);
    var again = ask(system, account, "POST", "/undo", span).json();
    assertThat(again.path("leaving").path("count").asInt()).as("undone already").isZero();
    var periods =
        Stream.of(0, 90, 30, 0, 1, 90)
            .map(days -> new Asked("PATCH", "/policy", "{\"gracePeriodDays\":" + days + "}"))
            .toArray(Asked[]::new);
    assertThat(atOnce(system, account, periods)).containsOnly(200);
    var mappings =
        Stream.of("a", "b", "c", "d")
            .map(pattern -> new Asked("PUT", "/mappings", mapping(pattern)))
            .toArray(Asked[]::new);
    assertThat(atOnce(system, account, mappings)).containsOnly(200);
    var tokens =
        IntStream.range(0, 10)
            .mapToObj(i -> new Asked("POST", "/tokens", "{\"name\":\"n" + i + "\"}"))
            .toArray(Asked[]::new);
    // One of the five is there already.
    assertThat(atOnce(system, account, tokens).stream().filter(status -> status == 201)).hasSize(4);
  }

  private static Instant ago(int seconds) {
    return Instant.now().minusSeconds(seconds);
  }

  private record Asked(String method, String path, @Nullable String body) {}

  private static Asked post(String path) {
    return new Asked("POST", path, null);
  }

  private static List<Integer> atOnce(RosterlineSystem system, Account account, Asked... asked)
      throws Exception {
    try (var threads = Executors.newFixedThreadPool(asked.length)) {
      var answers = new ArrayList<Future<Answer>>();
      for (Asked one : asked) {
        answers.add(
            threads.submit(() -> ask(system, account, one.method(), one.path(), one.body())));
      }
      var statuses = new ArrayList<Integer>();
      for (Future<Answer> answer : answers) {
        statuses.add(answer.get().status());
      }
      return statuses;
    }
  }

  private static void refuse(
      RosterlineSystem system,
      Account account,
      int status,
      String method,
      String path,
      @Nullable String body) {
    ask(system, account, method, path, body).expect(status);
  }

  private static Answer ask(
      RosterlineSystem system, Account account, String method, String path, @Nullable String body) {
    var answer = system.admin().send(method, account.id(), path, body);
    assertThat(answer.status()).as("%s %s: %s", path, body, answer).isBetween(200, 499);
    assertThat(answer.took()).as("%s", answer).isLessThan(LONGEST);
    if (answer.status() >= 400) {
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
      assertThat(answer.json().path("title").asString("")).as("%s", answer).isNotEmpty();
    }
    return answer;
  }
}
