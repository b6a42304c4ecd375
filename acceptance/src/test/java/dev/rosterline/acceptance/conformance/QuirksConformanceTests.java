package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.ENTERPRISE;
import static dev.rosterline.acceptance.conformance.Bodies.add;
import static dev.rosterline.acceptance.conformance.Bodies.merge;
import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.operation;
import static dev.rosterline.acceptance.conformance.Bodies.replace;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients do beside the specifications, accepted when it is unambiguous. */
class QuirksConformanceTests extends ConformanceSuite {

  @Requirement("X-01")
  @Test
  void removalWithAListTakesOnlyTheListed() {
    var one = someone().id();
    var two = someone().id();
    var group = createdGroup(one, two).id();
    patchGroup(group, operation("remove", "members", "[{'value':'" + one + "'}]"));
    var members = readGroup(group).path("members");
    assertThat(members.size()).isEqualTo(1);
    assertThat(members.path(0).path("value").asString()).isEqualTo(two);
  }

  @Requirement("X-02")
  @Test
  void membersOfTheMessageHaveNoCase() {
    var id = someone().id();
    var body = Bodies.patch(operation("Add", "title", "'T'")).replace("Operations", "operations");
    assertThat(scim.patch("/Users/" + id, body).expectResource(200).json().path("title").asString())
        .isEqualTo("T");
  }

  @Requirement("X-03")
  @Test
  void keysThatArePathsAreExpanded() {
    var id = someone().id();
    var value = "{'name.givenName':'G','" + ENTERPRISE + ":department':'D'}";
    patch(id, merge("replace", value)).expectResource(200);
    assertThat(read(id).path("name").path("givenName").asString()).isEqualTo("G");
    assertThat(read(id).path(ENTERPRISE).path("department").asString()).isEqualTo("D");
  }

  @Requirement("X-04")
  @Test
  void booleansMayBeText() {
    for (var text : List.of("False", "false", "FALSE")) {
      var id = someone().id();
      patch(id, replace("active", "'" + text + "'")).expectResource(200);
      assertThat(read(id).path("active").isBoolean()).isTrue();
      assertThat(read(id).path("active").asBoolean(true)).isFalse();
    }
  }

  @Requirement("X-05")
  @Test
  void managerMayBeAnId() {
    var boss = someone().id();
    var id = someone().id();
    patch(id, add(ENTERPRISE + ":manager", "'" + boss + "'")).expectResource(200);
    assertThat(read(id).path(ENTERPRISE).path("manager").path("value").asString()).isEqualTo(boss);
    patch(id, replace(ENTERPRISE + ":manager", "''")).expectResource(200);
    assertThat(read(id).path(ENTERPRISE).has("manager")).isFalse();
  }

  @Requirement("X-06")
  @Test
  void elementOfATypeIsMadeWhenMissing() {
    for (var op : List.of("add", "replace")) {
      var id = someone().id();
      patch(id, operation(op, "emails[type eq \"work\"].value", "'w@x.example'"))
          .expectResource(200);
      var email = read(id).path("emails").path(0);
      assertThat(email.path("type").asString()).isEqualTo("work");
      assertThat(email.path("value").asString()).isEqualTo("w@x.example");
    }
  }

  @Requirement("X-08")
  @Test
  void quotesOfFiltersMayBeWrong() {
    var name = name("quoted");
    created(user(name, ",'title':'quoted'"));
    assertFinds("title eq \"quoted\" and active eq \"true\"", name);
    // Single quotes are no string in any mode (F-16); no identity provider is known to send them.
    scim.get("/Users?filter=" + encoded("userName eq '" + name + "'"))
        .expectError(400, "invalidFilter");
  }

  @Requirement("X-10")
  @Test
  void membershipIsAskedByFilter() {
    var user = someone().id();
    var group = createdGroup(user).id();
    var asked = "id eq \"%s\" and members eq \"%s\"";
    var query = "/Groups?excludedAttributes=members&filter=";
    scim.get(query + encoded(asked.formatted(group, user))).expectList(1);
    scim.get(query + encoded(asked.formatted(group, someone().id()))).expectList(0);
  }
}
