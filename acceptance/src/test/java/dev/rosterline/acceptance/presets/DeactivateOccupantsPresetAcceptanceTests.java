package dev.rosterline.acceptance.presets;

import static dev.rosterline.acceptance.presets.PresetScene.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** The preset {@code deactivate-occupants}, by the rows E1 to E6. */
@AcceptanceTest
class DeactivateOccupantsPresetAcceptanceTests {

  private static PresetScene scene(RosterlineSystem system, String row) {
    return new PresetScene(system, "deactivate-occupants", row);
  }

  @Test
  void e1_aTokenExpiresWhenItWasSaidToAndTheListSaysSo(RosterlineSystem system) {
    var scene = scene(system, "E1");
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    token(scene, "ten years", now.plus(Duration.ofDays(3650)), 201);
    token(scene, "eleven years", now.plus(Duration.ofDays(4016)), 400);
    token(scene, "yesterday", now.minus(Duration.ofDays(1)), 400);
    var secret = token(scene, "soon over", now.plusSeconds(6), 201);
    scene.account.withToken(secret).get("/Users?count=1").expect(200);
    soon(() -> scene.account.withToken(secret).get("/Users?count=1").expectError(401));
    assertThat(scene.console().page(scene.consolePath("tokens"))).contains("soon over", "expired");
    scene.account.withToken(secret).post("/Users", PresetScene.user("ann", "")).expectError(401);
    scene.activity("request.rejected", "refused", "");
  }

  private static String token(PresetScene scene, String name, Instant expires, int status) {
    var body = "{\"name\":\"%s\",\"expiresAt\":\"%s\"}".formatted(name, expires);
    return scene.admin("POST", "/tokens", body).expect(status).json().path("token").asString("");
  }

  @Test
  void e2_peopleMatchOnUserNameWhateverItsLetterCase(RosterlineSystem system) {
    var scene = scene(system, "E2");
    scene.create("Ann.Holt");
    scene.post("ann.HOLT").expectError(409, "uniqueness");
    scene.account.okta().get("/Users?filter=userName%20eq%20%22ANN.holt%22").expectList(1);
  }

  @Test
  void e3_deleteDeactivatesKeepsHistoryAndAssigningAgainRestores(RosterlineSystem system) {
    DeactivateMatchEmailPresetAcceptanceTests.assertDeleteDeactivates(scene(system, "E3"));
  }

  @Test
  void e5_deactivateBlocksAndActivateBringsBack(RosterlineSystem system) {
    DeactivateMatchEmailPresetAcceptanceTests.assertDeactivateBlocks(scene(system, "E5"));
  }

  @Test
  void e6_aPushedGroupMakesAGroupOfWhoIsThere(RosterlineSystem system) {
    var scene = scene(system, "E6");
    var ann = scene.create("ann");
    var bob = scene.create("bob");
    var group = scene.group("Floor 3", ann, "nobody-of-ours");
    var add = PresetScene.patchOf("add", "members", "[{\"value\":\"" + bob + "\"}]");
    scene.account.okta().patch("/Groups/" + group, add).expectNothing();
    assertThat(scene.account.okta().get("/Groups/" + group).expect(200).json().path("members"))
        .hasSize(2);
    scene.account.okta().delete("/Groups/" + group).expectNothing();
    assertThat(scene.account.okta().get("/Users/" + ann).json().path("groups")).isEmpty();
  }
}
