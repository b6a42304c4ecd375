package dev.rosterline.acceptance.idp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.ActivityLog;
import dev.rosterline.acceptance.system.Json;
import dev.rosterline.acceptance.system.MemberTrail;
import dev.rosterline.acceptance.system.RosterlineSystem;
import dev.rosterline.acceptance.system.ScimClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.node.ObjectNode;

/** One session as Okta runs it, each step building on those before it. */
@AcceptanceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OktaSessionAcceptanceTests {

  private static final String MIRA = "mira.holt@northwind.example";

  private RosterlineSystem system;
  private Account account;
  private ScimClient okta;
  private String mira;
  private String jon;
  private String group;

  @BeforeAll
  void connect(RosterlineSystem system) {
    this.system = system;
    this.account = system.account("Okta session", 0);
    this.okta = account.okta();
  }

  @Test
  @Order(1)
  void testOfTheConnectionIsAnsweredWithEmptyLists() {
    okta.get("/Users?startIndex=1&count=2").expectList(0);
    okta.get("/Groups?startIndex=1&count=100").expectList(0);
  }

  @Test
  @Order(2)
  void wrongTokenIsRefused() {
    account.withToken("nobody").get("/Users?startIndex=1&count=2").expectError(401);
    account
        .withToken("nobody")
        .post("/Users", OktaBodies.user("x@y.example", "X", "Y"))
        .expectError(401);
  }

  @Test
  @Order(3)
  void lookUpOfNobodyIsAnEmptyList() {
    okta.get(OktaBodies.byName(MIRA)).expectList(0);
  }

  @Test
  @Order(4)
  void createAnswersTheWholeResource() {
    var created = okta.post("/Users", OktaBodies.user(MIRA, "Mira", "Holt")).expectResource(201);
    mira = created.id();
    assertThat(created.json().path("userName").asString()).isEqualTo(MIRA);
    assertThat(created.json().path("active").asBoolean()).isTrue();
    assertThat(created.json().has("password")).isFalse();
    var other = OktaBodies.user("jon.berg@northwind.example", "Jon", "Berg");
    jon = okta.withContentType("application/json").post("/Users", other).expectResource(201).id();
  }

  @Test
  @Order(5)
  void secondCreateOfTheNameInAnyCaseIsAConflict() {
    okta.post("/Users", OktaBodies.user(MIRA, "Mira", "Again")).expectError(409, "uniqueness");
    okta.post("/Users", OktaBodies.user(MIRA.toUpperCase(Locale.ROOT), "Mira", "Again"))
        .expectError(409, "uniqueness");
  }

  @Test
  @Order(6)
  void lookUpFindsTheUserInAnyCase() {
    for (var name : new String[] {MIRA, MIRA.toUpperCase(Locale.ROOT)}) {
      var list = okta.get(OktaBodies.byName(name)).expectList(1).json();
      assertThat(list.path("Resources").path(0).path("id").asString()).isEqualTo(mira);
      assertThat(list.path("Resources").path(0).path("userName").asString()).isEqualTo(MIRA);
    }
  }

  @Test
  @Order(7)
  void pushOfTheProfileSendsBackWhatWasReadAndWins() {
    var profile = (ObjectNode) okta.get("/Users/" + mira).expectResource(200).json();
    ((ObjectNode) profile.path("name")).put("middleName", "Jo").put("familyName", "Holt-Berg");
    var updated = okta.put("/Users/" + mira, profile.toString()).expectResource(200).json();
    assertThat(updated.path("id").asString()).isEqualTo(mira);
    assertThat(updated.path("name").path("familyName").asString()).isEqualTo("Holt-Berg");
    assertThat(okta.get("/Users/" + mira).expectResource(200).json()).isEqualTo(updated);
  }

  @Test
  @Order(8)
  void deactivationWithoutPathIsSeenByIdAndByName() {
    var answer = okta.patch("/Users/" + mira, OktaBodies.active(false)).expectResource(200).json();
    assertThat(answer.path("active").asBoolean(true)).isFalse();
    var read = okta.get("/Users/" + mira).expectResource(200).json();
    assertThat(read.path("active").asBoolean(true)).isFalse();
    var found = okta.get(OktaBodies.byName(MIRA)).expectList(1).json().path("Resources").path(0);
    assertThat(found.path("active").asBoolean(true)).isFalse();
  }

  @Test
  @Order(9)
  void reactivationKeepsIdAndProfile() {
    okta.patch("/Users/" + mira, OktaBodies.active(true)).expectResource(200);
    var read = okta.get("/Users/" + mira).expectResource(200).json();
    assertThat(read.path("active").asBoolean(false)).isTrue();
    assertThat(read.path("name").path("familyName").asString()).isEqualTo("Holt-Berg");
  }

  @Test
  @Order(10)
  void fullPutCanDeactivateToo() {
    var whole = (ObjectNode) okta.get("/Users/" + jon).expectResource(200).json();
    okta.put("/Users/" + jon, whole.put("active", false).toString()).expectResource(200);
    assertThat(okta.get("/Users/" + jon).json().path("active").asBoolean(true)).isFalse();
  }

  @Test
  @Order(11)
  void pushOfAGroupCreatesItEmpty() {
    okta.get(OktaBodies.byDisplayName("Lab Admins")).expectList(0);
    group = okta.post("/Groups", OktaBodies.group("Lab Admins")).expectResource(201).id();
    okta.get("/Groups/" + group).expectResource(200);
    okta.get(OktaBodies.byDisplayName("lab admins")).expectList(1);
    okta.post("/Groups", OktaBodies.group("LAB ADMINS")).expectError(409, "uniqueness");
  }

  @Test
  @Order(12)
  void membersAreAddedReplacedAndRemovedByFilter() {
    okta.patch("/Groups/" + group, OktaBodies.addMember(mira)).expectNothing();
    assertThat(members()).containsExactly(mira);
    okta.patch("/Groups/" + group, OktaBodies.swapMembers(mira, jon)).expectNothing();
    assertThat(members()).containsExactly(jon);
    okta.patch("/Groups/" + group, OktaBodies.replaceMembers(mira, jon)).expectNothing();
    assertThat(members()).containsExactlyInAnyOrder(mira, jon);
  }

  @Test
  @Order(13)
  void repeatedAddAndRemoveAreSuccesses() {
    okta.patch("/Groups/" + group, OktaBodies.addMember(mira)).expectNothing();
    okta.patch("/Groups/" + group, OktaBodies.removeMember(jon)).expectNothing();
    okta.patch("/Groups/" + group, OktaBodies.removeMember(jon)).expectNothing();
    assertThat(members()).containsExactly(mira);
  }

  @Test
  @Order(14)
  void renameWithTheIdInItsValueKeepsMembers() {
    okta.patch("/Groups/" + group, OktaBodies.rename(group, "Lab Admins EU")).expectNothing();
    var renamed = okta.get("/Groups/" + group).expectResource(200).json();
    assertThat(renamed.path("displayName").asString()).isEqualTo("Lab Admins EU");
    assertThat(members()).containsExactly(mira);
  }

  @Test
  @Order(15)
  void putOfAGroupReplacesItsMembers() {
    okta.put("/Groups/" + group, OktaBodies.wholeGroup(group, "Lab Admins EU", jon))
        .expectResource(200);
    assertThat(members()).containsExactly(jon);
  }

  @Test
  @Order(16)
  void importListsInactivePeopleToo() {
    okta.get("/Users?startIndex=1&count=100").expectList(2);
    var second = okta.get("/Users?startIndex=2&count=1").expectList(2).json();
    assertThat(second.path("startIndex").asInt()).isEqualTo(2);
    assertThat(second.path("itemsPerPage").asInt()).isEqualTo(1);
  }

  @Test
  @Order(17)
  void deletedGroupIsGone() {
    okta.delete("/Groups/" + group).expectNothing();
    okta.get("/Groups/" + group).expectError(404);
    okta.delete("/Groups/" + group).expectError(404);
  }

  @Test
  @Order(18)
  void unusableRequestsAreScimErrors() {
    okta.get("/Users/010101001010101011001010101011").expectError(404);
    okta.post("/Users", "{").expectError(400, "invalidSyntax");
    okta.post("/Users", "{\"schemas\":[]}").expectError(400, "invalidSyntax");
    okta.get("/Users?filter=userName%20eqq%20%22x%22").expectError(400, "invalidFilter");
  }

  @Test
  @Order(19)
  void everyOperationIsInTheActivityLog() {
    new ActivityLog(system, account)
        .await(
            Map.of(
                "user.create applied", 2L,
                "user.create refused", 2L,
                "user.update applied", 1L,
                "user.deactivate applied", 2L,
                "user.reactivate applied", 1L,
                "group.create applied", 1L,
                "group.create refused", 1L,
                "group.delete applied", 1L,
                "group.delete refused", 1L));
  }

  @Test
  @Order(20)
  void subscribersSawEveryChangeInOrderAndTheFinalState() {
    var trail = new MemberTrail(system, account);
    var events = trail.await(MIRA, "joined", "updated", "blocked", "unblocked");
    assertThat(MemberTrail.version(events.getFirst())).isEqualTo(1);
    var last = events.getLast().json();
    var state = trail.state(last.path("member").asString()).orElseThrow();
    assertThat(state.path("scimId").asString()).isEqualTo(mira);
    assertThat(state.path("active").asBoolean()).isTrue();
    assertThat(state.path("version").asLong()).isEqualTo(4);
    trail.await("jon.berg@northwind.example", "joined", "blocked");
  }

  private List<String> members() {
    return Json.elements(okta.get("/Groups/" + group).expectResource(200).json().path("members"))
        .map(member -> member.path("value").asString())
        .toList();
  }
}
