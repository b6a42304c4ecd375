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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One session as Entra ID's sync engine runs it, each step building on those before it. */
@AcceptanceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EntraSessionAcceptanceTests {

  private static final String INES = "ines.park@fabrikam.example";
  private static final String RENAMED = "ines.p@fabrikam.example";

  private RosterlineSystem system;
  private Account account;
  private ScimClient entra;
  private String ines;
  private String boss;
  private String group;

  @BeforeAll
  void connect(RosterlineSystem system) {
    this.system = system;
    this.account = system.account("Entra session", 0);
    this.entra = account.entra();
  }

  @Test
  @Order(1)
  void testOfTheConnectionAsksForNobodyAndGetsAnEmptyList() {
    entra.get(EntraBodies.users("userName eq \"" + UUID.randomUUID() + "\"")).expectList(0);
  }

  @Test
  @Order(2)
  void createAnswersTheWholeResource() {
    var created =
        entra
            .post("/Users", EntraBodies.user(INES, "ines.park", "Ines", "Park"))
            .expectResource(201);
    ines = created.id();
    assertThat(created.json().path("title").asString()).isEqualTo("Engineer");
    var other = EntraBodies.user("ola.boss@fabrikam.example", "ola.boss", "Ola", "Boss");
    boss = entra.post("/Users", other).expectResource(201).id();
    entra
        .post("/Users", EntraBodies.user(INES, "other", "Ines", "Park"))
        .expectError(409, "uniqueness");
  }

  @Test
  @Order(3)
  void everyMatchingAttributeFindsTheUser() {
    for (var filter :
        List.of(
            "userName eq \"" + INES + "\"",
            "externalId eq \"ines.park\"",
            "emails[type eq \"work\"].value eq \"" + INES + "\"")) {
      var found = entra.get(EntraBodies.users(filter)).expectList(1).json().path("Resources");
      assertThat(found.path(0).path("id").asString()).as(filter).isEqualTo(ines);
    }
  }

  @Test
  @Order(4)
  void pathsOfTheDefaultMappingAreApplied() {
    var answer =
        entra
            .patch(
                "/Users/" + ines,
                EntraBodies.patch(
                    EntraBodies.operation("Replace", "emails[type eq \"work\"].value", RENAMED),
                    EntraBodies.operation("Replace", "name.familyName", "Park-Lind"),
                    EntraBodies.operation("Add", "addresses[type eq \"work\"].locality", "Oslo"),
                    EntraBodies.operation(
                        "Add", "phoneNumbers[type eq \"mobile\"].value", "+4799999999"),
                    EntraBodies.operation("Add", EntraBodies.ENTERPRISE + ":department", "Labs"),
                    EntraBodies.operation("Replace", "userName", RENAMED)))
            .expectResource(200)
            .json();
    assertThat(answer.path("userName").asString()).isEqualTo(RENAMED);
    assertThat(answer.path("emails").path(0).path("value").asString()).isEqualTo(RENAMED);
    assertThat(answer.path("emails").path(0).path("type").asString()).isEqualTo("work");
    assertThat(answer.path("name").path("familyName").asString()).isEqualTo("Park-Lind");
    assertThat(answer.path("addresses").path(0).path("locality").asString()).isEqualTo("Oslo");
    assertThat(answer.path("addresses").path(0).path("type").asString()).isEqualTo("work");
    assertThat(answer.path("phoneNumbers").path(0).path("value").asString())
        .isEqualTo("+4799999999");
    assertThat(answer.path(EntraBodies.ENTERPRISE).path("department").asString()).isEqualTo("Labs");
    assertThat(entra.get("/Users/" + ines).expectResource(200).json()).isEqualTo(answer);
  }

  @Test
  @Order(5)
  void managerAsABareStringIsStoredInItsRfcForm() {
    var operation = EntraBodies.operation("Add", EntraBodies.ENTERPRISE + ":manager", boss);
    entra.patch("/Users/" + ines, EntraBodies.patch(operation)).expectResource(200);
    var read = entra.get("/Users/" + ines).expectResource(200).json();
    assertThat(read.path(EntraBodies.ENTERPRISE).path("manager").path("value").asString())
        .isEqualTo(boss);
  }

  @Test
  @Order(6)
  void oldNameIsFreeAndTheNewOneIsTaken() {
    entra.get(EntraBodies.users("userName eq \"" + INES + "\"")).expectList(0);
    entra.get(EntraBodies.users("userName eq \"" + RENAMED + "\"")).expectList(1);
    var rename = EntraBodies.operation("Replace", "userName", RENAMED);
    entra.patch("/Users/" + boss, EntraBodies.patch(rename)).expectError(409, "uniqueness");
  }

  @Test
  @Order(7)
  void disableWithTheStringFalseIsSeenByIdAndByName() {
    var disable = EntraBodies.operation("Replace", "active", "False");
    var answer =
        entra.patch("/Users/" + ines, EntraBodies.patch(disable)).expectResource(200).json();
    assertThat(answer.path("active").isBoolean()).isTrue();
    assertThat(answer.path("active").asBoolean(true)).isFalse();
    var found =
        entra.get(EntraBodies.users("userName eq \"" + RENAMED + "\"")).expectList(1).json();
    assertThat(found.path("Resources").path(0).path("active").asBoolean(true)).isFalse();
  }

  @Test
  @Order(8)
  void enableKeepsTheId() {
    var enable = EntraBodies.operation("Replace", "active", "True");
    entra.patch("/Users/" + ines, EntraBodies.patch(enable)).expectResource(200);
    assertThat(entra.get("/Users/" + ines).json().path("active").asBoolean(false)).isTrue();
  }

  @Test
  @Order(9)
  void groupIsMatchedByNameAndCreatedWithoutMembers() {
    entra.get(EntraBodies.groups("Plant Ops")).expectList(0);
    group = entra.post("/Groups", EntraBodies.group("Plant Ops", "5d0c")).expectResource(201).id();
    var found = entra.get(EntraBodies.groups("Plant Ops")).expectList(1).json();
    assertThat(found.path("Resources").path(0).has("members")).isFalse();
    var rename = EntraBodies.operation("Replace", "displayName", "Plant Operations");
    entra.patch("/Groups/" + group, EntraBodies.patch(rename)).expectNothing();
  }

  @Test
  @Order(10)
  void membersComeAndGoInEachOfItsDialects() {
    entra.patch("/Groups/" + group, EntraBodies.members("Add", ines)).expectNothing();
    entra.patch("/Groups/" + group, EntraBodies.members("Add", boss)).expectNothing();
    assertThat(members()).containsExactlyInAnyOrder(ines, boss);
    entra.patch("/Groups/" + group, EntraBodies.members("Remove", ines)).expectNothing();
    assertThat(members()).containsExactly(boss);
    entra.patch("/Groups/" + group, EntraBodies.members("Add", ines)).expectNothing();
    entra.patch("/Groups/" + group, EntraBodies.removeByFilter(boss)).expectNothing();
    assertThat(members()).containsExactly(ines);
    entra.patch("/Groups/" + group, EntraBodies.removeAll()).expectNothing();
    assertThat(members()).isEmpty();
  }

  @Test
  @Order(11)
  void membershipOutlivesADisable() {
    entra.patch("/Groups/" + group, EntraBodies.members("Add", boss)).expectNothing();
    var disable = EntraBodies.operation("Replace", "active", "False");
    entra.patch("/Users/" + boss, EntraBodies.patch(disable)).expectResource(200);
    assertThat(members()).containsExactly(boss);
    var read = entra.get("/Groups/" + group + "?excludedAttributes=members").expectResource(200);
    assertThat(read.json().has("members")).isFalse();
  }

  @Test
  @Order(12)
  void deletedUserIsGoneForEveryMethodAndList() {
    entra.delete("/Users/" + ines).expectNothing();
    entra.get("/Users/" + ines).expectError(404);
    entra.delete("/Users/" + ines).expectError(404);
    var enable = EntraBodies.operation("Replace", "active", "True");
    entra.patch("/Users/" + ines, EntraBodies.patch(enable)).expectError(404);
    entra.get(EntraBodies.users("userName eq \"" + RENAMED + "\"")).expectList(0);
    entra.get("/Users").expectList(1);
  }

  @Test
  @Order(13)
  void newAssignmentAfterADeleteGetsANewId() {
    var again = EntraBodies.user(RENAMED, "ines.park", "Ines", "Park");
    assertThat(entra.post("/Users", again).expectResource(201).id()).isNotEqualTo(ines);
  }

  @Test
  @Order(14)
  void discoveryDescribesTheServer() {
    assertThat(entra.get("/Schemas").expect(200).json().path("Resources").size()).isPositive();
    assertThat(entra.get("/ResourceTypes").expect(200).json().path("Resources").size())
        .isEqualTo(2);
    var config = entra.get("/ServiceProviderConfig").expect(200).json();
    assertThat(config.path("patch").path("supported").asBoolean()).isTrue();
    assertThat(config.path("filter").path("supported").asBoolean()).isTrue();
  }

  @Test
  @Order(15)
  void everyOperationIsInTheActivityLog() {
    new ActivityLog(system, account)
        .await(
            Map.of(
                "user.create applied", 3L,
                "user.create refused", 1L,
                "user.update applied", 2L,
                "user.deactivate applied", 2L,
                "user.reactivate applied", 1L,
                "user.remove applied", 1L,
                "user.remove refused", 1L,
                "group.create applied", 1L));
  }

  @Test
  @Order(16)
  void subscribersSawTheWholeLifeOfADeletedPerson() {
    var trail = new MemberTrail(system, account);
    var first = trail.await(INES, "joined").getFirst();
    var member = first.json().path("member").asString();
    var ended =
        trail.awaitOf(member, RENAMED, "updated", "updated", "blocked", "unblocked", "removed");
    assertThat(ended.get(4).json().path("removed").asBoolean()).isTrue();
    assertThat(trail.state(member)).isEmpty();
  }

  private List<String> members() {
    return Json.elements(entra.get("/Groups/" + group).expectResource(200).json().path("members"))
        .map(member -> member.path("value").asString())
        .toList();
  }
}
