package dev.rosterline.acceptance.presets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.RosterlineSystem;
import dev.rosterline.acceptance.system.ScimClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Connecting an account of the preset {@code remove-after-grace}, by the rows S1 to S6. */
@AcceptanceTest
class RemoveAfterGraceConnectionAcceptanceTests {

  private static PresetScene scene(RosterlineSystem system, String row) {
    return new PresetScene(system, "remove-after-grace", row);
  }

  @Test
  void s1_oneUrlServesEveryAccountAndTheTokenTellsWhich(RosterlineSystem system) {
    var one = scene(system, "S1 one");
    var other = scene(system, "S1 other");
    assertThat(one.account.scimBase()).endsWith("/scim/v2").isEqualTo(other.account.scimBase());
    var id = one.create("ann");
    other.account.okta().get("/Users/" + id).expectError(404);
    other.create("ann");
    assertThat(one.console().page(one.consolePath("setup")))
        .contains(one.account.scimBase())
        .contains("data-copy=\"base\"");
  }

  @Test
  void s2_tokensAreNamedShownOnceAndFiveAtMost(RosterlineSystem system) {
    var scene = scene(system, "S2");
    List<String> secrets = new ArrayList<>(List.of(scene.account.token()));
    for (int i = 2; i <= 5; i++) {
      var made = scene.admin("POST", "/tokens", "{\"name\":\"Token " + i + "\"}").expect(201);
      secrets.add(made.json().path("token").asString());
    }
    var sixth = scene.admin("POST", "/tokens", "{\"name\":\"Token 6\"}").expect(409);
    assertThat(sixth.json().path("detail").asString()).contains("five live tokens");
    scene.account.withToken(secrets.get(4)).get("/Users?count=1").expect(200);
    PresetScene.soon(
        () -> {
          var used = token(scene, "Token 5");
          assertThat(used.path("lastClient").asString()).isEqualTo("Okta");
          assertThat(used.path("lastUsedAt").asString()).endsWith("Z");
          assertThat(used.path("prefix").asString()).startsWith("rstl_");
        });
    var list = scene.admin("GET", "/tokens", null).expect(200).text();
    assertThat(secrets).noneMatch(list::contains);
  }

  @Test
  void s3_aRevokedTokenIsRefusedAtOnce(RosterlineSystem system) {
    var scene = scene(system, "S3");
    scene.account.okta().get("/Users?count=1").expect(200);
    var id = scene.admin("GET", "/tokens", null).json().at("/tokens/0/id").asString();
    scene.admin("DELETE", "/tokens/" + id, null).expect(204);
    scene.account.okta().get("/Users?count=1").expectError(401);
  }

  @Test
  void s4_signOnAndPlanAreCheckedAtEachCallAndExplained(RosterlineSystem system) {
    var scene = scene(system, "S4 preconditions");
    refusedWithout(scene, "ssoActive", "Single sign-on");
    refusedWithout(scene, "planIncludesProvisioning", "plan");
    assertThat(scene.console().page(scene.consolePath("settings")))
        .contains("Single sign-on is set up and active", "The plan includes provisioning");
  }

  private static void refusedWithout(PresetScene scene, String setting, String said) {
    scene.policy("{\"" + setting + "\":false}");
    var refused = scene.post("ann").expectError(403);
    assertThat(refused.json().path("detail").asString()).contains(said);
    scene.account.okta().get("/Users?count=1").expectError(403);
    scene.policy("{\"" + setting + "\":true}");
    scene.account.okta().get("/Users?count=1").expect(200);
  }

  @Test
  void s5_onlyWhoMayManageUserRegistrationSeesOrChangesIt(RosterlineSystem system) {
    var scene = scene(system, "S5");
    var base = scene.account.scimBase().replace("/scim/v2", "/admin/v1");
    var asIdp = ScimClient.plain(base, scene.account.token(), "Okta");
    var path = "/accounts/" + scene.account.id();
    for (String page : List.of("/tokens", "/policy", "/removals", "/activity")) {
      asIdp.get(path + page).expect(401);
      asIdp.withoutHeader("Authorization").get(path + page).expect(401);
    }
    asIdp.patch(path + "/policy", "{\"gracePeriodDays\":0}").expect(401);
    assertThat(scene.admin("GET", "/policy", null).json().path("gracePeriodDays").asInt())
        .isEqualTo(30);
  }

  @Test
  void s6_eachProviderHasItsStepsAndItsConnectionTestSucceeds(RosterlineSystem system) {
    var scene = scene(system, "S6");
    var console = scene.console();
    Set<String> steps = new HashSet<>();
    for (String idp : List.of("entra", "okta", "onelogin", "other")) {
      var page = console.page(scene.consolePath("setup?idp=" + idp));
      assertThat(page)
          .contains("Microsoft Entra ID", "Okta", "OneLogin", "Other")
          .contains("aria-current=\"true\"", scene.account.scimBase());
      steps.add(page.replaceAll("(?s).*<section class=\"card\" aria-label=\"Steps", ""));
    }
    assertThat(steps).as("each has steps of its own").hasSize(4);
    scene.account.okta().get("/Users?startIndex=1&count=2").expectList(0);
    scene.account.entra().get("/Users?filter=userName%20eq%20%22nobody%22").expectList(0);
    scene.account.client("OneLogin SCIM").get("/ServiceProviderConfig").expect(200);
    assertThat(console.page(scene.consolePath("activity"))).contains("Activity");
  }

  private static JsonNode token(PresetScene scene, String name) {
    return scene
        .admin("GET", "/tokens", null)
        .json()
        .path("tokens")
        .valueStream()
        .filter(token -> token.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
