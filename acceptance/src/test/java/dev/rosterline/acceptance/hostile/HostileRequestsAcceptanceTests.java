package dev.rosterline.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is SCIM's, and the next client is served. */
@AcceptanceTest
class HostileRequestsAcceptanceTests {

  private static final int REQUESTS = 500;

  private static final String USER =
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "hostile.%d", "active": true,
       "name": {"givenName": "Ada"}, "emails": [{"value": "a@x.example", "type": "work", "primary": true}],
       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "R", "manager": {"value": "m"}}}
      """;

  private static final String GROUP =
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "Hostile %d", "externalId": "x",
       "members": [{"value": "01940000-0000-7123-8456-0123456789ab"}]}
      """;

  private static final String USER_PATCH =
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
        {"op": "replace", "path": "name.givenName", "value": "Eve"},
        {"op": "add", "path": "emails[type eq \\"home\\"].value", "value": "b@x.example"},
        {"op": "remove", "path": "title"}, {"op": "add", "value": {"nickName": "n"}}]}
      """;

  private static final String GROUP_PATCH =
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
        {"op": "add", "path": "members", "value": [{"value": "01940000-0000-7123-8456-0123456789ac"}]},
        {"op": "remove", "path": "members[value eq \\"01940000-0000-7123-8456-0123456789ac\\"]"}]}
      """;

  private static final String SEARCH =
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "attributes": ["userName"],
       "filter": "id pr", "sortBy": "id", "sortOrder": "descending", "startIndex": 1, "count": 10}
      """;

  private static final String BULK =
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "failOnErrors": 5, "Operations": [
        {"method": "POST", "path": "/Users", "bulkId": "a", "data": {
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "hostile.bulk.%d"}},
        {"method": "POST", "path": "/Groups", "bulkId": "b", "data": {
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "Hostile bulk %d",
          "members": [{"value": "bulkId:a"}]}},
        {"method": "PATCH", "path": "/Users/bulkId:a", "version": "W/\\"1\\"", "data": [
          {"op": "replace", "path": "active", "value": false}]},
        {"method": "DELETE", "path": "/Users/bulkId:a"}]}
      """;

  private record Request(String method, String path, String body) {}

  @Test
  void fiveHundredMutatedRequestsAreAnsweredAsScimHasItAndTheServerGoesOn(RosterlineSystem system) {
    var client = system.account("Hostile", 0).client("nobody");
    var user = client.post("/Users", USER.formatted(0)).expectResource(201).id();
    var group = client.post("/Groups", GROUP.formatted(0)).expectResource(201).id();
    var random = new Random(20261123);

    for (var number = 1; number <= REQUESTS; number++) {
      var requests = requests(user, group, number);
      var request = requests.get(number % requests.size());
      assertAnswered(
          client.send(request.method(), request.path(), Mutations.of(request.body(), random)));
    }

    client.post("/Users", USER.formatted(999_999)).expectResource(201);
    client.get("/Groups/" + group).expectResource(200);
    var found = client.get("/Users?filter=" + encoded("userName eq \"hostile.999999\""));
    assertThat(found.expect(200).json().path("totalResults").asInt()).isEqualTo(1);
  }

  @Test
  void queriesAndTagsThatAreNoneAreTheClientsMistake(RosterlineSystem system) {
    var client = system.account("Hostile queries", 0).client("nobody");
    var user = client.post("/Users", USER.formatted(1)).expectResource(201).id();
    for (var odd : List.of("\u0000", "((((", "a eq", "1e99999999999", "\uD83D", "é%", "\"", "-1")) {
      for (var name : List.of("filter", "sortBy", "count", "startIndex", "cursor", "attributes")) {
        assertAnswered(client.get("/Users?" + name + "=" + encoded(odd)));
      }
    }
    for (var tag : List.of("", ",", "x", "\"", "W/", "\"\"\"", "*, *")) {
      assertAnswered(client.withHeader("If-None-Match", tag).get("/Users/" + user));
      assertAnswered(client.withIfMatch(tag).patch("/Users/" + user, USER_PATCH));
    }
    client.withHeader("If-None-Match", "x").get("/Users/" + user).expectResource(200);
  }

  private static List<Request> requests(String user, String group, int number) {
    return List.of(
        new Request("POST", "/Users", USER.formatted(number)),
        new Request("POST", "/Bulk", BULK.formatted(number, number)),
        new Request("PUT", "/Users/" + user, USER.formatted(0)),
        new Request("PATCH", "/Users/" + user, USER_PATCH),
        new Request("POST", "/Groups", GROUP.formatted(number)),
        new Request("PUT", "/Groups/" + group, GROUP.formatted(0)),
        new Request("PATCH", "/Groups/" + group, GROUP_PATCH),
        new Request("POST", "/Users/.search", SEARCH),
        new Request("POST", "/.search", SEARCH),
        new Request("POST", "/Bulk", BULK.formatted(number, number)));
  }

  private static void assertAnswered(Answer answer) {
    assertThat(answer.status() < 500 || answer.status() == 503).as("%s", answer).isTrue();
    if (answer.status() >= 400) {
      answer.expectError(answer.status());
    }
    for (var operation : answer.json().path("Operations")) {
      var status = operation.path("status").asString("");
      assertThat(status).as("status in %s", answer).matches("[2-4]\\d\\d|503");
      if (status.compareTo("400") >= 0) {
        assertThat(operation.at("/response/status").asString("")).isEqualTo(status);
        assertThat(operation.at("/response/detail").asString("")).isNotBlank();
      }
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
