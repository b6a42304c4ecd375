package dev.rosterline.acceptance.presets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The preset {@code deactivate-learners}, by the rows Z1 to Z7. */
@AcceptanceTest
class DeactivateLearnersPresetAcceptanceTests {

  private static PresetScene scene(RosterlineSystem system, String row) {
    return new PresetScene(system, "deactivate-learners", row);
  }

  @Test
  void z1_enablingMakesTheFirstTokenShownOnce(RosterlineSystem system) {
    DeactivateMatchEmailPresetAcceptanceTests.assertEnablingMakesTheFirstToken(
        system, "deactivate-learners");
  }

  @Test
  void z3_importPagesThroughUsersAndGroupsAlsoAfterChangesMadeHere(RosterlineSystem system) {
    var scene = scene(system, "Z3");
    scene.policy("{\"onDelete\":\"remove\"}");
    List<String> people = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      people.add(scene.create("person" + i));
      groups.add(scene.group("Group " + i, people.getLast()));
    }
    assertThat(imported(scene, "/Users")).containsExactlyInAnyOrderElementsOf(people);
    assertThat(imported(scene, "/Groups")).containsExactlyInAnyOrderElementsOf(groups);

    var member = scene.member("person3");
    scene.delete(people.get(3));
    scene.admin("POST", "/removals/" + member + "/cancel", null).expect(204);
    assertThat(scene.mayEnter("person3")).as("an admin keeps them").isTrue();
    people.remove(3);
    assertThat(imported(scene, "/Users"))
        .as("without whom nobody provisions any more")
        .containsExactlyInAnyOrderElementsOf(people);
    people.add(scene.create("person3"));
    scene.account.okta().delete("/Groups/" + groups.removeLast()).expectNothing();
    assertThat(imported(scene, "/Users")).containsExactlyInAnyOrderElementsOf(people);
    assertThat(imported(scene, "/Groups")).containsExactlyInAnyOrderElementsOf(groups);
  }

  private static List<String> imported(PresetScene scene, String type) {
    List<String> ids = new ArrayList<>();
    int total;
    do {
      var page =
          scene
              .account
              .okta()
              .get(type + "?startIndex=" + (ids.size() + 1) + "&count=3")
              .expect(200)
              .json();
      total = page.path("totalResults").asInt();
      page.path("Resources").forEach(resource -> ids.add(resource.path("id").asString()));
      assertThat(page.path("Resources")).isNotEmpty();
    } while (ids.size() < total);
    return ids;
  }

  @Test
  void z5_managerIsUpdated(RosterlineSystem system) {
    var scene = scene(system, "Z5");
    var enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    var boss = scene.create("boss");
    var id = scene.create("ann");
    var manager = "{\"value\":\"" + boss + "\",\"displayName\":\"The Boss\"}";
    scene.patch(id, enterprise + ":manager", manager).expectResource(200);
    assertManager(scene, id, boss, "The Boss");
    scene.patch(id, enterprise + ":manager.displayName", "\"Her Boss\"").expectResource(200);
    assertManager(scene, id, boss, "Her Boss");
    scene
        .account
        .okta()
        .put(
            "/Users/" + id,
            PresetScene.user("ann", ",\"" + enterprise + "\":{\"manager\":" + manager + "}"))
        .expectResource(200);
    assertManager(scene, id, boss, "The Boss");
    var other = scene.create("other");
    scene.patch(id, enterprise + ":manager.value", "\"" + other + "\"").expectResource(200);
    assertManager(scene, id, other, "");
    scene.patch(id, enterprise + ":manager", manager).expectResource(200);
    var found = "/Users?filter=" + enterprise + ":manager.value%20eq%20%22" + boss + "%22";
    scene.account.okta().get(found).expectList(1);
  }

  private static void assertManager(PresetScene scene, String id, String manager, String name) {
    var enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    var shown = scene.account.okta().get("/Users/" + id).expectResource(200).json();
    var said = shown.path(enterprise).path("manager");
    assertThat(said.path("value").asString()).isEqualTo(manager);
    assertThat(said.path("displayName").asString("")).isEqualTo(name);
  }

  @Test
  void z6_deleteDeactivatesKeepsHistoryAndAssigningAgainRestores(RosterlineSystem system) {
    DeactivateMatchEmailPresetAcceptanceTests.assertDeleteDeactivates(scene(system, "Z6"));
  }

  @Test
  void z7_disablingStopsEveryCallAndEnablingBringsEverythingBack(RosterlineSystem system) {
    var scene = scene(system, "Z7");
    var id = scene.create("ann");
    scene.policy("{\"integrationEnabled\":false}");
    for (String path : List.of("/Users", "/Groups", "/Users/" + id, "/Schemas", "/Me")) {
      var refused = scene.account.okta().get(path).expectError(403);
      assertThat(refused.json().path("detail").asString()).contains("switched off");
    }
    scene.post("bob").expectError(403);
    scene.account.okta().delete("/Users/" + id).expectError(403);
    scene.policy("{\"integrationEnabled\":true}");
    scene.account.okta().get("/Users/" + id).expectResource(200);
    scene.create("bob");
  }
}
