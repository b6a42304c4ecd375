package dev.rosterline.acceptance.presets;

import static dev.rosterline.acceptance.presets.PresetScene.soon;
import static dev.rosterline.acceptance.presets.PresetScene.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.HostClient;
import dev.rosterline.acceptance.system.RosterlineSystem;
import org.junit.jupiter.api.Test;

/** The preset {@code deactivate-match-email}, by the rows A1 to A8. */
@AcceptanceTest
class DeactivateMatchEmailPresetAcceptanceTests {

  private static PresetScene scene(RosterlineSystem system, String row) {
    return new PresetScene(system, "deactivate-match-email", row);
  }

  @Test
  void a1_anAccountsOwnHostRefusesTheTokenOfAnother(RosterlineSystem system) {
    var acme = scene(system, "A1");
    var other = scene(system, "A1 other");
    var host = "acme-" + acme.account.id() + ".example.com";
    system.admin().giveHost(host, acme.account.id()).expect(200);
    system.admin().giveHost(host, other.account.id()).expect(409);
    var there = new HostClient(acme.account.scimBase(), host);
    assertThat(there.status("/Users?count=1", acme.account.token())).isEqualTo(200);
    assertThat(there.status("/Users?count=1", other.account.token())).isEqualTo(401);
    acme.account.okta().get("/Users?count=1").expect(200);
    other.account.okta().get("/Users?count=1").expect(200);
    other.activity("request.rejected", "refused", "");
    assertThat(acme.console().page(acme.consolePath("setup"))).contains("//" + host);
  }

  @Test
  void a2_enablingMakesTheFirstTokenShownOnce(RosterlineSystem system) {
    assertEnablingMakesTheFirstToken(system, "deactivate-match-email");
  }

  /** In the console, as the owner does it. */
  static void assertEnablingMakesTheFirstToken(RosterlineSystem system, String preset) {
    var scene = new PresetScene(system, preset, "first token");
    var fresh = system.admin().createAccount(preset + " fresh");
    var path = "/console/accounts/" + fresh + "/settings";
    var off = system.admin().send("PATCH", fresh, "/policy", "{\"integrationEnabled\":false}");
    assertThat(off.expect(200).json().has("firstToken")).isFalse();
    var on = scene.console().submit(path, path, Settings.of(preset, true));
    assertThat(on.expect(200).text()).contains("Your new token");
    assertThat(on.header("Cache-Control")).contains("no-store");
    var secret = on.text().replaceAll("(?s).*<code id=\"secret\">([^<]+)<.*", "$1");
    scene.account.withToken(secret).get("/Users?count=1").expect(200);
    assertThat(scene.console().page(path)).doesNotContain(secret);
    var again = system.admin().send("PATCH", fresh, "/policy", "{\"integrationEnabled\":true}");
    assertThat(again.expect(200).json().has("firstToken")).isFalse();
  }

  @Test
  void a3_thePrimaryEmailIsTheKey(RosterlineSystem system) {
    var scene = scene(system, "A3");
    var id = scene.create("ann");
    var member = scene.member("ann");
    var same = user("ann", "").replace("\"userName\":\"ann\"", "\"userName\":\"other\"");
    scene
        .account
        .okta()
        .post("/Users", same.replace("ann@", "ANN@"))
        .expectError(409, "uniqueness");
    scene.delete(id);
    scene.account.okta().post("/Users", same).expectResource(201);
    assertThat(scene.member("other")).as("known by the email, though renamed").isEqualTo(member);
    scene
        .account
        .okta()
        .post("/Users", "{\"userName\":\"nomail\"}")
        .expectError(400, "invalidValue");
  }

  @Test
  void a4_newMembersHaveTheDefaultRole(RosterlineSystem system) {
    var scene = scene(system, "A4");
    scene.create("ann");
    assertThat(scene.roles("ann")).containsExactly("staff");
    scene.told("ann", "joined", "dev.rosterline.role.gained");
  }

  @Test
  void a6_deactivateBlocksAndActivateBringsBack(RosterlineSystem system) {
    assertDeactivateBlocks(scene(system, "A6"));
  }

  static void assertDeactivateBlocks(PresetScene scene) {
    var id = scene.create("ann");
    var member = scene.member("ann");
    var group = scene.group("Sales", id);
    scene.patch(id, "active", "false").expectResource(200);
    assertThat(scene.mayEnter("ann")).isFalse();
    assertThat(scene.account.okta().get("/Groups/" + group).json().path("members")).hasSize(1);
    scene.patch(id, "active", "true").expectResource(200);
    assertThat(scene.mayEnter("ann")).isTrue();
    assertThat(scene.member("ann")).isEqualTo(member);
  }

  @Test
  void a7_deleteDeactivatesKeepsHistoryAndAssigningAgainRestores(RosterlineSystem system) {
    assertDeleteDeactivates(scene(system, "A7"));
  }

  static void assertDeleteDeactivates(PresetScene scene) {
    var id = scene.create("ann");
    var member = scene.member("ann");
    scene.delete(id);
    assertThat(scene.signIn("ann").path("reason").asString()).isEqualTo("blocked");
    assertThat(scene.admin("GET", "/removals", null).json().path("removals")).isEmpty();
    scene.activity("user.deactivate", "applied", "ann");
    var again = scene.create("ann");
    assertThat(again).isNotEqualTo(id);
    assertThat(scene.member("ann")).isEqualTo(member);
    assertThat(scene.mayEnter("ann")).isTrue();
    scene.activity("user.restore", "applied", "ann");
    scene.activity("user.create", "applied", "ann");
  }

  @Test
  void a8_aSyncSaysHowFarItIs(RosterlineSystem system) {
    var scene = scene(system, "A8");
    for (int i = 0; i < 30; i++) {
      scene.create("person" + i);
    }
    soon(
        () -> {
          var sync = scene.admin("GET", "/sync", null).expect(200).json();
          assertThat(sync.path("session").path("applied").asInt()).isGreaterThanOrEqualTo(30);
        });
  }
}
