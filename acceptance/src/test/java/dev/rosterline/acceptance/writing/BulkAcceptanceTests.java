package dev.rosterline.acceptance.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.ActivityLog;
import dev.rosterline.acceptance.system.RosterlineSystem;
import dev.rosterline.acceptance.system.ScimClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@AcceptanceTest
class BulkAcceptanceTests {

  @Test
  void groupsThatContainEachOtherAndUsersToComeAreMadeInOneRequest(RosterlineSystem system) {
    var account = system.account("Bulk in a circle", 0);
    var okta = account.okta();

    var answer =
        bulk(okta, group("a", "b") + "," + group("b", "a", "u") + "," + user("u", "bulk.kim"));

    assertThat(statuses(answer)).containsExactly("201", "201", "201");
    var a = okta.get(pathOf(answer, 0)).expectResource(200).json();
    var b = okta.get(pathOf(answer, 1)).expectResource(200).json();
    assertThat(values(a)).containsExactly(b.path("id").asString());
    assertThat(values(b))
        .containsExactlyInAnyOrder(
            a.path("id").asString(), pathOf(answer, 2).substring("/Users/".length()));
    for (var index = 0; index < 3; index++) {
      var found = okta.get(pathOf(answer, index)).header("ETag");
      assertThat(found).isEqualTo(answer.at("/Operations/" + index + "/version").asString());
    }
    new ActivityLog(system, account)
        .await(
            Map.of(
                "group.create applied", 2L,
                "user.create applied", 1L,
                "group.members applied", 1L));
  }

  @Test
  void eachOperationSucceedsOrFailsForItself(RosterlineSystem system) {
    var okta = system.account("Bulk with mistakes", 0).okta();
    var first = bulk(okta, user("x", "bulk.lee") + "," + user("y", "bulk.mo"));
    var lee = pathOf(first, 0);

    var answer =
        bulk(
            okta,
            """
            {"method":"PATCH","path":"%s","version":"W/\\"99\\"",
             "data":[{"op":"replace","path":"title","value":"t"}]},
            {"method":"DELETE","path":"%s"},"""
                    .formatted(lee, pathOf(first, 1))
                + user("z", "bulk.mo")
                + ","
                + user("w", "BULK.LEE")
                + ","
                + group("g", "w"));

    assertThat(statuses(answer)).containsExactly("412", "204", "201", "409", "409");
    assertThat(answer.at("/Operations/3/response/scimType").asString()).isEqualTo("uniqueness");
    assertThat(okta.get(lee).json().has("title")).isFalse();
  }

  @Test
  void tenThousandMembersAreChangedInOneRequestOfAGroup(RosterlineSystem system) {
    var okta = system.account("Large group", 0).okta();
    var members =
        IntStream.range(0, 10)
            .mapToObj(
                part ->
                    bulk(
                        okta,
                        IntStream.range(0, 1000)
                            .mapToObj(i -> user("u" + i, "large." + part + "." + i))
                            .collect(Collectors.joining(","))))
            .flatMap(answer -> answer.path("Operations").valueStream())
            .map(operation -> operation.path("location").asString())
            .map(location -> location.substring(location.lastIndexOf('/') + 1))
            .toList();
    var path =
        "/Groups/"
            + okta.post(
                    "/Groups",
                    "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],"
                        + "\"displayName\":\"Large\"}")
                .id();

    okta.patch(
            path,
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":"
                + "[{\"op\":\"add\",\"path\":\"members\",\"value\":"
                + list(members)
                + "}]}")
        .expectNothing();
    assertThat(values(okta.get(path).json())).hasSameElementsAs(members);

    var half = members.subList(0, 5000);
    okta.put(
            path,
            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],"
                + "\"displayName\":\"Large\",\"members\":"
                + list(half)
                + "}")
        .expectResource(200);
    assertThat(values(okta.get(path).json())).hasSameElementsAs(half);
  }

  private static JsonNode bulk(ScimClient client, String operations) {
    return client
        .post(
            "/Bulk",
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":["
                + operations
                + "]}")
        .expect(200)
        .json();
  }

  private static String user(String bulkId, String userName) {
    return """
        {"method":"POST","path":"/Users","bulkId":"%s",
         "data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s"}}"""
        .formatted(bulkId, userName);
  }

  private static String group(String bulkId, String... members) {
    return """
        {"method":"POST","path":"/Groups","bulkId":"%s",
         "data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],
                 "displayName":"bulk %s","members":%s}}"""
        .formatted(
            bulkId, bulkId, list(List.of(members).stream().map(m -> "bulkId:" + m).toList()));
  }

  private static String list(List<String> members) {
    return members.stream()
        .map(member -> "{\"value\":\"" + member + "\"}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static List<String> statuses(JsonNode answer) {
    return answer.path("Operations").valueStream().map(o -> o.path("status").asString()).toList();
  }

  private static List<String> values(JsonNode group) {
    return group.path("members").valueStream().map(m -> m.path("value").asString()).toList();
  }

  private static String pathOf(JsonNode answer, int index) {
    var location = answer.at("/Operations/" + index + "/location").asString();
    return location.substring(location.indexOf("/scim/v2") + "/scim/v2".length());
  }
}
