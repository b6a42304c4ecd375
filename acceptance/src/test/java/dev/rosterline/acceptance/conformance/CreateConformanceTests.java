package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.ENTERPRISE;
import static dev.rosterline.acceptance.conformance.Bodies.GROUP;
import static dev.rosterline.acceptance.conformance.Bodies.USER;
import static dev.rosterline.acceptance.conformance.Bodies.group;
import static dev.rosterline.acceptance.conformance.Bodies.json;
import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.Json;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** RFC 7644, 3.3 and 3.4.1: creating a resource and reading it back. */
class CreateConformanceTests extends ConformanceSuite {

  @Requirement("C-01")
  @Requirement("C-02")
  @Test
  void createdResourceIsWhereItsLocationSays() {
    var answer = scim.post("/Users", user(name("create"))).expect(201);
    var location = answer.header("Location");
    assertThat(answer.json().path("meta").path("location").asString()).isEqualTo(location);
    scim.get(location.substring(account.scimBase().length())).expectResource(200);
  }

  @Requirement("C-03")
  @Requirement("R-01")
  @Requirement("R-07")
  @Test
  void bodyIsTheWholeResourceAtOnce() {
    var answer = created(user(name("whole"), ",'title':'T','name':{'givenName':'Ada'}"));
    assertThat(answer.json()).isEqualTo(read(answer.id()));
    assertThat(answer.json().path("name").path("givenName").asString()).isEqualTo("Ada");
  }

  @Requirement("C-04")
  @Test
  void idIsTheServers() {
    var one = created(user(name("id"), ",'id':'mine'")).id();
    assertThat(one).isNotEqualTo("mine").doesNotContainIgnoringCase("bulkId");
    assertThat(List.of(someone().id(), createdGroup().id())).doesNotContain(one);
  }

  @Requirement("C-05")
  @Test
  void createdResourceWasModifiedWhenCreated() {
    var meta = someone().json().path("meta");
    assertThat(meta.path("lastModified")).isEqualTo(meta.path("created"));
    assertThat(meta.path("resourceType").asString()).isEqualTo("User");
    assertThat(createdGroup().json().path("meta").path("resourceType").asString())
        .isEqualTo("Group");
  }

  @Requirement("C-06")
  @Requirement("C-07")
  @Test
  void readOnlyAttributesAreIgnored() {
    var more =
        ",'meta':{'created':'1999-01-01T00:00:00Z','resourceType':'Group'},'groups':[{'value':'g'}],"
            + "'%s':{'manager':{'displayName':'Nobody'},'department':'D'}".formatted(ENTERPRISE);
    var made = created(user(name("readonly"), more)).json();
    assertThat(made.path("meta").path("created").asString()).doesNotStartWith("1999");
    assertThat(made.path("meta").path("resourceType").asString()).isEqualTo("User");
    assertThat(made.has("groups")).isFalse();
    assertThat(made.path(ENTERPRISE).path("manager").has("displayName")).isFalse();
  }

  @Requirement("C-08")
  @Test
  void requiredAttributesAreRequired() {
    scim.post("/Users", json("{'schemas':['" + USER + "']}")).expectError(400, "invalidValue");
    scim.post("/Groups", json("{'schemas':['" + GROUP + "']}")).expectError(400, "invalidValue");
  }

  @Requirement("C-09")
  @Test
  void emptyNameIsNoName() {
    scim.post("/Users", user("")).expectError(400, "invalidValue");
  }

  @Requirement("C-10")
  @Requirement("IP-14")
  @Test
  void takenNameIsAConflictInAnyCase() {
    var name = name("taken");
    created(user(name));
    scim.post("/Users", user(name)).expectError(409, "uniqueness");
    scim.post("/Users", user(name.toUpperCase(Locale.ROOT))).expectError(409, "uniqueness");
  }

  @Requirement("C-11")
  @Requirement("F-20")
  @Requirement("IP-03")
  @Test
  void namesThatReadTheSameAreTheSame() {
    var name = name("bjensen");
    created(user(name));
    scim.post("/Users", user("\uff22" + name.substring(1))).expectError(409, "uniqueness");
    var composed = name("caf\u00e9");
    created(user(composed));
    scim.post("/Users", user(composed.replace("\u00e9", "e\u0301"))).expectError(409, "uniqueness");
    assertFinds("userName eq \"" + composed.replace("\u00e9", "e\u0301") + "\"", composed);
  }

  @Requirement("C-13")
  @Test
  void externalIdIsNotInvented() {
    assertThat(read(someone().id()).has("externalId")).isFalse();
  }

  @Requirement("C-14")
  @Requirement("SE-02")
  @Requirement("PR-05")
  @Test
  void passwordNeverComesBack() {
    var secret = name("secret");
    var made = created(user(name("locked"), ",'password':'" + secret + "'"));
    var query = "/Users/" + made.id() + "?attributes=password,userName";
    assertThat(made.text()).doesNotContain(secret).doesNotContain("password");
    assertThat(scim.get("/Users/" + made.id()).text()).doesNotContain("password");
    assertThat(scim.get(query).text()).doesNotContain("password");
    assertThat(scim.get("/Users?attributes=password").text()).doesNotContain("password");
  }

  @Requirement("C-15")
  @Test
  void caseOfValuesIsKept() {
    var external = name("AbC");
    var id = created(user(name("CaSe"), ",'externalId':'" + external + "'")).id();
    assertThat(read(id).path("externalId").asString()).isEqualTo(external);
    assertThat(read(id).path("userName").asString()).startsWith("CaSe");
  }

  @Requirement("C-16")
  @Requirement("F-19")
  @Test
  void activeIsTrueUnlessSaidOtherwise() {
    var name = name("active");
    assertThat(created(user(name)).json().path("active").asBoolean(false)).isTrue();
    assertFinds("active eq true and userName eq \"" + name + "\"", name);
    var off = created(user(name("active"), ",'active':false")).json();
    assertThat(off.path("active").asBoolean(true)).isFalse();
    var open = name("active");
    assertThat(created(user(open, ",'active':null")).json().has("active")).isFalse();
    assertFinds("userName eq \"" + open + "\" and not (active pr)", open);
  }

  @Requirement("C-17")
  @Requirement("C-18")
  @Test
  void extensionMayBeAbsentAndIsListedWhenPresent() {
    assertThat(Json.elements(someone().json().path("schemas")).map(JsonNode::asString))
        .containsExactly(USER);
    var more = ",'" + ENTERPRISE + "':{'department':'Sales'}";
    var made = created(user(name("enterprise"), more)).json();
    assertThat(made.path(ENTERPRISE).path("department").asString()).isEqualTo("Sales");
    assertThat(Json.elements(made.path("schemas")).map(JsonNode::asString)).contains(ENTERPRISE);
  }

  @Requirement("C-19")
  @Requirement("U-10")
  @Test
  void putCreatesNothing() {
    var id = UUID.randomUUID().toString();
    scim.put("/Users/" + id, user(name("put"))).expectError(404);
    scim.put("/Groups/" + id, group(name("put"))).expectError(404);
  }

  @Requirement("C-20")
  @Test
  void membershipIsSeenFromBothSides() {
    var user = someone().id();
    var group = createdGroup(user);
    var member = group.json().path("members").path(0);
    assertThat(member.path("value").asString()).isEqualTo(user);
    assertThat(member.path("$ref").asString()).endsWith("/Users/" + user);
    var membership = read(user).path("groups").path(0);
    assertThat(membership.path("value").asString()).isEqualTo(group.id());
    assertThat(membership.path("$ref").asString()).endsWith("/Groups/" + group.id());
    assertThat(membership.path("display").asString())
        .isEqualTo(group.json().path("displayName").asString());
    assertThat(membership.path("type").asString()).isEqualTo("direct");
  }

  @Requirement("C-21")
  @Test
  void unknownMemberIsAwaitedAndNotShown() {
    var made = scim.post("/Groups", group(name("group"), UUID.randomUUID().toString()));
    assertThat(made.expectResource(201).json().has("members")).isFalse();
    assertThat(scim.get("/Groups/" + made.id()).expectResource(200).json().has("members"))
        .isFalse();
  }

  @Requirement("C-22")
  @Test
  void groupMayBeEmpty() {
    var body = json("{'schemas':['%s'],'displayName':'%s'}".formatted(GROUP, name("empty")));
    scim.post("/Groups", body).expectResource(201);
  }

  @Requirement("C-23")
  @Test
  void projectionHoldsForTheAnswer() {
    var answer = scim.post("/Users?attributes=userName", user(name("few"), ",'title':'T'"));
    assertThat(answer.expect(201).json().has("userName")).isTrue();
    assertThat(answer.json().has("title")).isFalse();
    var less = scim.post("/Users?excludedAttributes=title", user(name("few"), ",'title':'T'"));
    assertThat(less.expect(201).json().has("title")).isFalse();
  }

  @Requirement("R-02")
  @Requirement("R-03")
  @Requirement("R-06")
  @Test
  void whatIsNotThereIsNotFound() {
    scim.get("/Users/" + UUID.randomUUID()).expectError(404);
    scim.get("/Users/nothing").expectError(404);
    var id = someone().id();
    scim.get("/Users/" + id.toUpperCase(Locale.ROOT)).expectError(404);
    scim.get("/Groups/" + id).expectError(404);
  }

  @Requirement("R-04")
  @Test
  void defaultIsEverythingButPassword() {
    var group = createdGroup(someone().id());
    assertThat(readGroup(group.id()).path("members").size()).isEqualTo(1);
  }

  @Requirement("R-05")
  @Test
  void locationIsTheContentLocation() {
    var answer = scim.get("/Users/" + someone().id()).expectResource(200);
    var location = answer.json().path("meta").path("location").asString();
    assertThat(answer.header("Content-Location")).isEqualTo(location);
    assertThat(answer.header("Location")).isEqualTo(location);
  }
}
