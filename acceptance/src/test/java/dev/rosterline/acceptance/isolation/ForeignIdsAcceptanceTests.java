package dev.rosterline.acceptance.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.RosterlineSystem;
import dev.rosterline.acceptance.system.ScimClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route and method with the ids of another account: as if nobody had them. */
@AcceptanceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignIdsAcceptanceTests {

  private static final String MARKER = "foreign-marker";

  private Account owner;
  private ScimClient theirs;
  private String user;
  private String group;

  /** Of the right form, and nobody's. */
  private String nobody;

  @BeforeAll
  void fill(RosterlineSystem system) {
    owner = system.account("Foreign ids, owner", 0);
    theirs = system.account("Foreign ids, other", 0).client("other");
    user = owner.okta().post("/Users", user(MARKER)).expectResource(201).id();
    group = owner.okta().post("/Groups", group(MARKER, user)).expectResource(201).id();
    nobody = user.substring(0, user.length() - 4) + (user.endsWith("0000") ? "1111" : "0000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Users", "Groups"})
  void isNotFoundInTheSameWordsAsWhatNobodyHas(String endpoint) {
    var foreign = endpoint.equals("Users") ? user : group;
    var before = owner.okta().get("/" + endpoint + "/" + foreign).expectResource(200);
    for (var method : Set.of("GET", "PUT", "PATCH", "DELETE")) {
      var answer = send(method, endpoint, foreign).expectError(404);
      var ofNobody = send(method, endpoint, nobody).expectError(404);
      assertThat(answer.text().replace(foreign, nobody)).as(method).isEqualTo(ofNobody.text());
      assertThat(answer.headerNames()).isEqualTo(ofNobody.headerNames());
    }
    var after = owner.okta().get("/" + endpoint + "/" + foreign).expectResource(200);
    assertThat(after.text()).isEqualTo(before.text());
  }

  @Test
  void isInNoListSearchOrGroup() {
    List<Answer> answers = new ArrayList<>();
    for (var filter :
        List.of(
            "id eq '" + user + "'",
            "userName eq '" + MARKER + "'",
            "groups.value eq '" + group + "'",
            "userName pr",
            "not (userName eq 'x')")) {
      answers.add(theirs.get("/Users?filter=" + encoded(filter)).expectList(0));
      answers.add(theirs.post("/Users/.search", search(filter)).expectList(0));
    }
    for (var filter : List.of("members.value eq '" + user + "'", "displayName pr")) {
      answers.add(theirs.get("/Groups?filter=" + encoded(filter)).expectList(0));
    }
    answers.add(theirs.post("/.search", search("id pr")).expectList(0));
    assertThat(answers).noneMatch(answer -> answer.text().contains(MARKER));
  }

  /** An id that is not theirs may be of somebody to come, so it is awaited and shown to nobody. */
  @Test
  void asMemberOfTheirGroupIsNobody(RosterlineSystem system) {
    var made = theirs.post("/Groups", group("Theirs", user)).expectResource(201);
    var read = theirs.get("/Groups/" + made.id()).expectResource(200);
    assertThat(read.json().path("members")).isEmpty();
    var person = owner.okta().get("/Users/" + user).expectResource(200).json();
    assertThat(person.path("groups").findValuesAsString("value")).containsExactly(group);
    theirs.delete("/Groups/" + made.id()).expectNothing();
  }

  @Test
  void inABulkIsNotFoundOneByOne() {
    var body =
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
          {"method":"DELETE","path":"/Users/%1$s"},
          {"method":"PATCH","path":"/Groups/%2$s","data":%3$s},
          {"method":"PUT","path":"/Users/%1$s","data":%4$s}]}
        """
            .formatted(user, group, patch("displayName"), user("other"));
    var answer = theirs.withContentType("application/scim+json").post("/Bulk", body).expect(200);
    assertThat(answer.json().path("Operations").findValuesAsString("status"))
        .filteredOn(status -> status.length() == 3)
        .isNotEmpty()
        .containsOnly("404");
    owner.okta().get("/Users/" + user).expectResource(200);
    owner.okta().get("/Groups/" + group).expectResource(200);
  }

  private Answer send(String method, String endpoint, String id) {
    var path = "/" + endpoint + "/" + id;
    return switch (method) {
      case "GET" -> theirs.get(path);
      case "PUT" -> theirs.put(path, endpoint.equals("Users") ? user("x") : group("x", user));
      case "PATCH" -> theirs.patch(path, patch("displayName"));
      default -> theirs.delete(path);
    };
  }

  private static String user(String name) {
    return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%s\"}"
        .formatted(name);
  }

  private static String group(String name, String member) {
    return """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"%s","members":[{"value":"%s"}]}"""
        .formatted(name, member);
  }

  private static String patch(String path) {
    return """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations":[{"op":"replace","path":"%s","value":"changed"}]}"""
        .formatted(path);
  }

  private static String search(String filter) {
    return """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"%s"}"""
        .formatted(filter.replace("'", "\\\""));
  }

  private static String encoded(String filter) {
    return java.net.URLEncoder.encode(
        filter.replace('\'', '"'), java.nio.charset.StandardCharsets.UTF_8);
  }
}
