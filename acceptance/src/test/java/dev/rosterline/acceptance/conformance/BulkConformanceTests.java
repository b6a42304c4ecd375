package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.GROUP;
import static dev.rosterline.acceptance.conformance.Bodies.MESSAGES;
import static dev.rosterline.acceptance.conformance.Bodies.USER;
import static dev.rosterline.acceptance.conformance.Bodies.bulk;
import static dev.rosterline.acceptance.conformance.Bodies.json;
import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.replace;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.Json;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** RFC 7644, 3.7: many operations in one request. */
class BulkConformanceTests extends ConformanceSuite {

  private static String post(String bulkId, String userName) {
    return "{'method':'POST','path':'/Users','bulkId':'%s','data':{'schemas':['%s'],'userName':'%s'}}"
        .formatted(bulkId, USER, userName);
  }

  private JsonNode results(String more, String... operations) {
    var answer = scim.post("/Bulk", bulk(more, operations)).expect(200).json();
    assertThat(answer.path("schemas").path(0).asString()).isEqualTo(MESSAGES + "BulkResponse");
    assertThat(answer.has("failOnErrors")).isFalse();
    return answer.path("Operations");
  }

  private static List<String> statuses(JsonNode results) {
    return Json.elements(results).map(one -> one.path("status").asString("none")).toList();
  }

  @Requirement("B-02")
  @Requirement("B-05")
  @Requirement("B-07")
  @Requirement("B-14")
  @Requirement("IA-05")
  @Test
  void everyOperationHasItsResult() {
    var result = results("", post("a", name("bulk"))).path(0);
    assertThat(result.path("status").isString()).isTrue();
    assertThat(result.path("status").asString()).isEqualTo("201");
    assertThat(result.path("bulkId").asString()).isEqualTo("a");
    assertThat(result.path("version").asString()).startsWith("W/");
    var location = result.path("location").asString();
    scim.get(location.substring(account.scimBase().length())).expectResource(200);
    var plain = "{'schemas':['urn:wrong'],'Operations':[" + post("a", name("bulk")) + "]}";
    scim.post("/Bulk", json(plain)).expectError(400, "invalidSyntax");
  }

  @Requirement("B-03")
  @Test
  void incompleteOperationFailsAlone() {
    var noData = "{'method':'PUT','path':'/Users/x'}";
    var noId = post("a", name("bulk")).replace("'bulkId':'a',", "");
    var results = results("", noData, noId, post("b", name("bulk")));
    assertThat(statuses(results)).containsExactly("400", "400", "201");
  }

  @Requirement("B-04")
  @Requirement("B-06")
  @Test
  void failuresAreResultsToo() {
    var taken = name("taken");
    created(user(taken));
    var unknown = "{'method':'DELETE','path':'/Users/" + UUID.randomUUID() + "'}";
    var results = results("", post("a", taken), unknown);
    assertThat(statuses(results)).containsExactly("409", "404");
    var response = results.path(0).path("response");
    assertThat(response.path("schemas").path(0).asString()).isEqualTo(MESSAGES + "Error");
    assertThat(response.path("scimType").asString()).isEqualTo("uniqueness");
  }

  @Requirement("B-08")
  @Requirement("B-18")
  @Test
  void failuresStopTheRestWhenAsked() {
    var taken = name("taken");
    var last = name("last");
    var operations = new String[] {post("a", taken), post("b", taken), post("c", last)};
    assertThat(statuses(results(",'failOnErrors':1", operations))).containsExactly("201", "409");
    assertFinds("userName eq \"" + taken + "\"", taken);
    assertFinds("userName eq \"" + last + "\"");
    assertThat(statuses(results("", post("a", taken), post("b", last))))
        .containsExactly("409", "201");
  }

  @Requirement("B-09")
  @Requirement("B-12")
  @Test
  void referencesAreResolvedForwards() {
    var group =
        "{'method':'POST','path':'/Groups','bulkId':'g','data':{'schemas':['%s'],"
            + "'displayName':'%s','members':[{'value':'bulkId:u'}]}}";
    var results = results("", group.formatted(GROUP, name("bulk")), post("u", name("bulk")));
    assertThat(statuses(results)).containsExactly("201", "201");
    var location = results.path(0).path("location").asString();
    var made = scim.get(location.substring(account.scimBase().length())).expectResource(200);
    assertThat(made.json().path("members").size()).isEqualTo(1);
  }

  @Requirement("B-10")
  @Test
  void circleIsClosed() {
    var group =
        "{'method':'POST','path':'/Groups','bulkId':'%s','data':{'schemas':['%s'],"
            + "'displayName':'%s','members':[{'value':'bulkId:%s'}]}}";
    var results =
        results(
            "",
            group.formatted("one", GROUP, name("bulk"), "two"),
            group.formatted("two", GROUP, name("bulk"), "one"));
    assertThat(statuses(results)).containsExactly("201", "201");
    for (var result : results) {
      var location = result.path("location").asString();
      var made = scim.get(location.substring(account.scimBase().length())).expectResource(200);
      assertThat(made.json().path("members").size()).isEqualTo(1);
    }
  }

  @Requirement("B-11")
  @Test
  void unresolvedReferenceIsAConflict() {
    var group =
        "{'method':'POST','path':'/Groups','bulkId':'g','data':{'schemas':['%s'],"
            + "'displayName':'%s','members':[{'value':'bulkId:nobody'}]}}";
    assertThat(statuses(results("", group.formatted(GROUP, name("bulk"))))).containsExactly("409");
  }

  @Requirement("B-13")
  @Test
  void tooMuchIsTooLarge() {
    var limits = scim.get("/ServiceProviderConfig").json().path("bulk");
    var over = limits.path("maxOperations").asInt() + 1;
    var many = IntStream.range(0, over).mapToObj(i -> "{'method':'DELETE','path':'/Users/x'}");
    var refused = scim.post("/Bulk", bulk("", many.toArray(String[]::new))).expectError(413);
    assertThat(refused.json().path("detail").asString())
        .contains(limits.path("maxOperations").asString());
    var large = " ".repeat(limits.path("maxPayloadSize").asInt() + 1);
    scim.post("/Bulk", bulk("", post("a", name("bulk"))) + large).expectError(413);
  }

  @Requirement("B-15")
  @Test
  void versionIsTheCondition() {
    var id = someone().id();
    var stale = "{'method':'DELETE','path':'/Users/%s','version':'W/\\'stale\\''}".formatted(id);
    assertThat(statuses(results("", stale))).containsExactly("412");
    read(id);
  }

  @Requirement("B-16")
  @Test
  void patchIsAPatchOpOrItsOperations() {
    var id = someone().id();
    var bare = "{'method':'PATCH','path':'/Users/%s','data':%s}";
    var whole = Bodies.patch(replace("title", "'T'"));
    var operations = "{'Operations':[" + replace("nickName", "'N'") + "]}";
    assertThat(statuses(results("", bare.formatted(id, whole), bare.formatted(id, operations))))
        .containsExactly("200", "200");
    assertThat(read(id).path("nickName").asString()).isEqualTo("N");
  }

  @Requirement("B-17")
  @Test
  void bulkIdsDifferAndBulkDoesNotNest() {
    var twice = bulk("", post("a", name("bulk")), post("a", name("bulk")));
    scim.post("/Bulk", twice).expectError(400, "invalidValue");
    var nested = "{'method':'POST','path':'/Bulk','bulkId':'b','data':{}}";
    assertThat(statuses(results("", nested))).containsExactly("400");
  }
}
