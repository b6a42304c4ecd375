package dev.rosterline.acceptance.presets;

import static dev.rosterline.acceptance.presets.PresetScene.patchOf;
import static dev.rosterline.acceptance.presets.PresetScene.soon;
import static dev.rosterline.acceptance.presets.PresetScene.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** People of the preset {@code remove-after-grace}, by the rows S4 and S7 to S11. */
@AcceptanceTest
class RemoveAfterGracePresetAcceptanceTests {

  private static final String GAINED = "dev.rosterline.role.gained";
  private static final String MAPPING =
      "{\"mappings\":[{\"match\":\"exact\",\"pattern\":\"Sales\",\"role\":\"seller\"}]}";

  private static PresetScene scene(RosterlineSystem system, String row) {
    return new PresetScene(system, "remove-after-grace", row);
  }

  @Test
  void s4_peopleMatchOnUserNameWhateverItsLetterCase(RosterlineSystem system) {
    var scene = scene(system, "S4");
    scene.create("ann");
    scene.post("ANN").expectError(409, "uniqueness");
    scene.activity("user.create", "refused", "ANN");
  }

  @Test
  void s7_createMakesAMemberAndNoPasswordIsKeptAnywhere(RosterlineSystem system) {
    var scene = scene(system, "S7");
    var secret = "hunter2-" + scene.account.id();
    var made = scene.account.okta().post("/Users", user("ann", ",\"password\":\"" + secret + "\""));
    assertThat(made.expectResource(201).text()).doesNotContain(secret).doesNotContain("password");
    scene.account.okta().put("/Users/" + made.id(), "{\"password\":\"" + secret + "\"}");
    scene
        .account
        .okta()
        .patch("/Users/" + made.id(), patchOf("replace", "password", "\"" + secret + "\""));
    scene.told("ann", "joined");
    assertThat(scene.mayEnter("ann")).isTrue();
    soon(() -> assertThat(scene.system.admin().activity(scene.account.id())).hasSizeGreaterThan(2));
    for (String table :
        new String[] {"directory.member", "directory.command_outcome", "activity.activity"}) {
      assertThat(
              scene
                  .system
                  .database()
                  .count(
                      "select count(*) from " + table + " t where t::text like '%' || ? || '%'",
                      secret))
          .as(table)
          .isZero();
    }
  }

  @Test
  void s8_everyAttributeOfCoreAndEnterpriseIsUpdated(RosterlineSystem system) {
    var scene = scene(system, "S8");
    var boss = scene.create("boss");
    var id = scene.create("ann");
    var enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    scene.patch(id, "name.familyName", "\"Holt\"").expectResource(200);
    scene.patch(id, "emails[primary eq true].value", "\"a.holt@example.com\"").expectResource(200);
    scene.patch(id, enterprise + ":department", "\"Sales\"").expectResource(200);
    scene.patch(id, enterprise + ":manager", "{\"value\":\"" + boss + "\"}").expectResource(200);
    scene.patch(id, "title", "\"Seller\"").expectResource(200);
    var shown = scene.account.okta().get("/Users/" + id).expectResource(200).json();
    assertThat(shown.at("/name/familyName").asString()).isEqualTo("Holt");
    assertThat(shown.at("/emails/0/value").asString()).isEqualTo("a.holt@example.com");
    assertThat(shown.path(enterprise).path("department").asString()).isEqualTo("Sales");
    assertThat(shown.path(enterprise).path("manager").path("value").asString()).isEqualTo(boss);
    assertThat(shown.path(enterprise).path("manager").path("$ref").asString()).endsWith(boss);
    assertThat(shown.path("title").asString()).isEqualTo("Seller");
    scene.told("ann", "joined", "updated", "updated", "updated", "updated", "updated");
  }

  @Test
  void s9_deactivateBlocksSignInAndActivateBringsThemBackAsTheyWere(RosterlineSystem system) {
    var scene = scene(system, "S9");
    var id = scene.create("ann");
    scene.admin("PUT", "/mappings", MAPPING).expect(200);
    scene.group("Sales", id);
    scene.patch(id, "active", "false").expectResource(200);
    assertThat(scene.mayEnter("ann")).isFalse();
    assertThat(scene.signIn("ann").path("reason").asString()).isEqualTo("blocked");
    scene.patch(id, "active", "true").expectResource(200);
    assertThat(scene.mayEnter("ann")).isTrue();
    assertThat(scene.roles("ann")).containsExactly("seller");
  }

  @Test
  void s10_deletedAreListedWithTheirDateAndKeepAccessUntilThen(RosterlineSystem system) {
    var scene = scene(system, "S10");
    var id = scene.create("ann");
    var member = scene.member("ann");
    scene.delete(id);
    var pending = scene.admin("GET", "/removals", null).expect(200).json().path("removals");
    assertThat(pending.path(0).path("member").asString()).isEqualTo(member);
    var due = Instant.parse(pending.path(0).path("dueAt").asString());
    assertThat(Duration.between(Instant.now(), due))
        .isBetween(Duration.ofDays(30).minusMinutes(5), Duration.ofDays(30));
    assertThat(scene.mayEnter("ann")).isTrue();
    assertThat(scene.signIn("ann").path("until").asString()).isEqualTo(due.toString());
  }

  @Test
  void s10_assignedAgainTheyAreTheSameMemberWithTheGroupsThatArePushedThen(
      RosterlineSystem system) {
    var scene = scene(system, "S10 return");
    var id = scene.create("ann");
    var member = scene.member("ann");
    var before = scene.group("Before", id);
    scene.delete(id);
    var again = scene.create("ANN");
    var after = scene.group("After", again);
    assertThat(again).isNotEqualTo(id);
    assertThat(scene.member("ann")).isEqualTo(member);
    assertThat(scene.account.okta().get("/Groups/" + before).expect(200).json().path("members"))
        .isEmpty();
    assertThat(
            scene
                .account
                .okta()
                .get("/Users/" + again)
                .expect(200)
                .json()
                .path("groups")
                .toString())
        .contains(after)
        .doesNotContain(before);
    assertThat(scene.admin("GET", "/removals", null).json().path("removals")).isEmpty();
  }

  @Test
  void s10_anAdminBringsThemBackAsTheyWere(RosterlineSystem system) {
    var scene = scene(system, "S10 cancel");
    var id = scene.create("ann");
    var member = scene.member("ann");
    scene.admin("PUT", "/mappings", MAPPING).expect(200);
    scene.group("Sales", id);
    scene.told("ann", "joined", GAINED);
    scene.delete(id);
    scene.admin("POST", "/removals/" + member + "/cancel", null).expect(204);
    scene.policy("{\"gracePeriodDays\":0}");
    scene.told("ann", "joined", GAINED, "removal-scheduled", "removal-cancelled");
    assertThat(scene.mayEnter("ann")).isTrue();
    assertThat(scene.roles("ann")).containsExactly("seller");
    scene.admin("POST", "/removals/" + member + "/cancel", null).expect(409);
  }

  @Test
  void s10_aShorterPeriodMovesWhatIsPendingAndNoneRemovesAtOnce(RosterlineSystem system) {
    var scene = scene(system, "S10 none");
    scene.delete(scene.create("ann"));
    scene.policy("{\"gracePeriodDays\":90}");
    soon(
        () ->
            assertThat(
                    Instant.parse(
                        scene
                            .admin("GET", "/removals", null)
                            .json()
                            .at("/removals/0/dueAt")
                            .asString()))
                .isAfter(Instant.now().plus(Duration.ofDays(89))));
    scene.policy("{\"gracePeriodDays\":0}");
    soon(() -> assertThat(scene.mayEnter("ann")).isFalse());
    scene.activity("removal.due", "applied", "ann");
    scene.delete(scene.create("bob"));
    assertThat(scene.signIn("bob").path("reason").asString()).isEqualTo("unknown");
    scene.told("bob", "joined", "removed");
  }

  @Test
  void s11_switchedOffRefusesCreateAndDeleteWhileUpdatesFlow(RosterlineSystem system) {
    var scene = scene(system, "S11");
    var id = scene.create("ann");
    scene.policy("{\"provisioning\":false}");
    var refused = scene.post("bob").expectError(403);
    assertThat(refused.json().path("detail").asString()).contains("switched off");
    scene.account.okta().delete("/Users/" + id).expectError(403);
    scene.patch(id, "title", "\"Seller\"").expectResource(200);
    scene.activity("user.create", "refused", "bob");
    scene.activity("user.remove", "refused", "ann");
    scene.policy("{\"provisioning\":true}");
    scene.create("bob");
  }
}
