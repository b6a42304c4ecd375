package dev.rosterline.acceptance.presets;

import static dev.rosterline.acceptance.presets.PresetScene.patchOf;
import static dev.rosterline.acceptance.presets.PresetScene.soon;
import static dev.rosterline.acceptance.presets.PresetScene.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.KafkaTopics;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Groups and activity of the preset {@code remove-after-grace}, by the rows S12 to S15. */
@AcceptanceTest
class RemoveAfterGraceGroupsAcceptanceTests {

  private static PresetScene scene(RosterlineSystem system, String row) {
    return new PresetScene(system, "remove-after-grace", row);
  }

  @Test
  void s12_aPushedGroupLinksWhoIsThereAndWhoArrivesLater(RosterlineSystem system) {
    var scene = scene(system, "S12");
    var ann = scene.create("ann");
    var never = "%012x-7000-8000-000000000001".formatted(System.currentTimeMillis());
    var awaited = UUID.fromString(never.substring(0, 8) + "-" + never.substring(8)).toString();
    var group = scene.group("Sales", ann, awaited);
    var shown = scene.account.okta().get("/Groups/" + group).expectResource(200).json();
    assertThat(shown.path("members").valueStream().map(it -> it.path("value").asString()))
        .as("who is not there is not shown")
        .containsExactly(ann);
    var listed = scene.admin("GET", "/awaited", null).expect(200).json().path("awaited");
    assertThat(listed.path(0).path("value").asString()).isEqualTo(awaited);
    assertThat(listed.path(0).path("expiresAt").asString()).endsWith("Z");

    var bulk =
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":["
            + "{\"method\":\"POST\",\"path\":\"/Groups\",\"bulkId\":\"g\",\"data\":"
            + PresetScene.groupOf("Later", "bulkId:u")
            + "},{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"u\",\"data\":"
            + user("bob", "")
            + "}]}";
    scene.account.okta().post("/Bulk", bulk).expect(200);
    soon(
        () ->
            assertThat(
                    scene
                        .account
                        .okta()
                        .get("/Users?filter=userName%20eq%20%22bob%22")
                        .expectList(1)
                        .json()
                        .at("/Resources/0/groups/0/display")
                        .asString())
                .isEqualTo("Later"));
  }

  @Test
  void s13_mappingsGiveAndTakeRolesAsMembershipNameAndMappingChange(RosterlineSystem system) {
    var scene = scene(system, "S13");
    var ann = scene.create("ann");
    var sales = scene.group("Sales EMEA", ann);
    var mappings =
        "{\"mappings\":[{\"match\":\"regex\",\"pattern\":\"Sales (EMEA|APAC)\",\"role\":\"seller\"},"
            + "{\"match\":\"exact\",\"pattern\":\"Board\",\"role\":\"owner\"}]}";
    var preview = scene.admin("POST", "/mappings/preview", mappings).expect(200).json();
    assertThat(preview.at("/roles/0/role").asString()).isEqualTo("seller");
    assertThat(preview.at("/roles/0/gained/userNames/0").asString()).isEqualTo("ann");
    assertThat(scene.roles("ann")).as("a preview saves nothing").isEmpty();
    scene.admin("PUT", "/mappings", mappings).expect(200);
    assertThat(scene.roles("ann")).containsExactly("seller");
    rename(scene, sales, "Board");
    assertThat(scene.roles("ann")).containsExactly("owner");
    var remove =
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\"%s\\\"]\"}]}";
    scene.account.okta().patch("/Groups/" + sales, remove.formatted(ann)).expectNothing();
    assertThat(scene.roles("ann")).isEmpty();
    var endless =
        "{\"mappings\":[{\"match\":\"regex\",\"pattern\":\"(a+)+\\\\1\",\"role\":\"x\"}]}";
    scene.admin("PUT", "/mappings", endless).expect(400);
  }

  @Test
  void s14_onASchoolAccountGroupsAreClassesAndAMappingMakesTeachers(RosterlineSystem system) {
    var scene = scene(system, "S14");
    scene.policy("{\"accountType\":\"school\"}");
    var teaches =
        "{\"mappings\":[{\"match\":\"prefix\",\"pattern\":\"Class 7b t\",\"role\":\"staff\",\"teacher\":true}]}";
    scene.admin("PUT", "/mappings", teaches).expect(200);
    var ann = scene.create("ann");
    var bob = scene.create("bob");
    scene.group("Class 7b teachers", ann);
    var group = scene.group("Class 7b", bob);
    assertThat(scene.signIn("ann").path("teacher").asBoolean()).isTrue();
    assertThat(scene.signIn("bob").path("teacher").asBoolean()).isFalse();
    // Standing is told as it is found: of a class that came and went at once nothing is.
    scene.told("bob", "joined", "dev.rosterline.class.joined");
    rename(scene, group, "Class 8b");
    scene.account.okta().delete("/Groups/" + group).expectNothing();
    scene.told("bob", "joined", "dev.rosterline.class.joined", "dev.rosterline.class.left");
    soon(
        () ->
            assertThat(
                    scene.system.topics().of(scene.account, KafkaTopics.EVENTS).stream()
                        .filter(event -> event.key().endsWith(":class:" + group))
                        .map(event -> event.header("ce_type")))
                .containsExactly(
                    "dev.rosterline.class.created",
                    "dev.rosterline.class.renamed",
                    "dev.rosterline.class.deleted"));
  }

  @Test
  void s15_everyOperationIsLoggedWithItsSourceAndFailuresWithTheirError(RosterlineSystem system) {
    var scene = scene(system, "S15");
    var id = scene.create("ann");
    scene.patch(id, "title", "\"Seller\"").expectResource(200);
    scene.patch(id, "active", "false").expectResource(200);
    scene.patch(id, "active", "true").expectResource(200);
    scene.group("Sales", id);
    scene.post("ann").expectError(409, "uniqueness");
    scene.account.okta().post("/Users", "{\"userName\":").expectError(400, "invalidSyntax");
    scene.delete(id);
    for (String operation :
        new String[] {
          "user.create", "user.update", "user.deactivate", "user.reactivate", "user.remove"
        }) {
      var row = scene.activity(operation, "applied", "ann");
      assertThat(row.at("/source/client").asString()).isEqualTo("Okta");
      assertThat(row.at("/source/tokenName").asString()).isNotEmpty();
      assertThat(row.path("at").asString()).endsWith("Z");
    }
    assertThat(scene.activity("user.remove", "applied", "ann").path("dueAt").asString())
        .as("scheduled")
        .endsWith("Z");
    scene.activity("group.create", "applied", "Sales");
    assertThat(scene.activity("user.create", "refused", "ann").path("detail").asString())
        .contains("exists already");
    assertThat(scene.activity("request.rejected", "refused", "").path("status").asInt())
        .isEqualTo(400);
    var page = scene.console().page(scene.consolePath("activity?result=failed"));
    assertThat(page).contains("exists already");
  }

  private static void rename(PresetScene scene, String group, String name) {
    var patch = patchOf("replace", "displayName", "\"" + name + "\"");
    assertThat(scene.account.okta().patch("/Groups/" + group, patch).status()).isIn(200, 204);
  }
}
