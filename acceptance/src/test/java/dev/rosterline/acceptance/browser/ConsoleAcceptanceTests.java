package dev.rosterline.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** An admin connects an identity provider, watches it, finds out what failed, and revokes. */
@AcceptanceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleAcceptanceTests {

  private static final List<String> PAGES =
      List.of(
          "setup",
          "tokens",
          "activity",
          "sync",
          "people",
          "people/undo",
          "people/awaited",
          "groups",
          "roles",
          "settings");

  private RosterlineSystem system;
  private Account account;
  private Browsers browsers;
  private Page page;
  private String token;

  @BeforeAll
  void signIn(RosterlineSystem system) {
    this.system = system;
    this.account = system.account("Northwind", 30);
    this.browsers = new Browsers();
    this.page =
        browsers.signedIn(
            system,
            new Browser.NewContextOptions()
                .setViewportSize(1280, 900)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
  }

  @AfterAll
  void close() {
    browsers.close();
  }

  @Test
  @Order(1)
  void wrongPasswordIsTurnedAway() {
    try (var other = browsers.browser().newContext()) {
      var gate = other.newPage();
      gate.navigate(system.console().url() + "/accounts/" + account.id() + "/people");
      assertThat(gate.getByLabel("Password")).isVisible();
      gate.getByLabel("User").fill("admin");
      gate.getByLabel("Password").fill("wrong");
      gate.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
      assertThat(gate.getByRole(AriaRole.ALERT)).containsText("wrong");
    }
  }

  @Test
  @Order(2)
  void stepsOfEachProviderAndTheBaseUrlAreShown() {
    open("setup");
    for (var provider : List.of("Okta", "OneLogin", "Other", "Microsoft Entra ID")) {
      page.getByLabel("Identity provider").getByText(provider).click();
      assertThat(page.getByLabel("Steps for " + provider)).isVisible();
    }
    assertThat(page.locator("#base")).hasText(account.scimBase());
    assertThat(page.locator("#heard")).containsText("Waiting");
  }

  @Test
  @Order(3)
  void tokenIsShownOnceAndWorks() {
    open("tokens");
    page.getByLabel("Name").fill("Okta production");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create token")).click();
    token = page.locator("#secret").textContent().trim();
    assertThat(token).startsWith("rstl_");
    page.getByLabel("Copy the token").click();
    assertThat(page.getByLabel("Copy the token")).hasText("Copied");
    assertThat(page.evaluate("() => navigator.clipboard.readText()")).isEqualTo(token);
    page.reload();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("was shown, once");
    assertThat(page.locator("tbody").getByText("Okta production")).hasCount(1);
    open("tokens");
    assertThat(page.locator("#secret")).hasCount(0);
    assertThat(page.locator("body")).not().containsText(token);

    account.withToken(token).get("/Users?startIndex=1&count=2").expectList(0);
    open("setup");
    assertThat(page.locator("#heard")).containsText("Received");
    assertThat(page.locator("#heard")).containsText("Okta");
  }

  @Test
  @Order(4)
  void syncIsWatchedLiveAndItsFailureExplained() {
    open("activity");
    var okta = account.withToken(token);
    for (int i = 0; i < 20; i++) {
      okta.post("/Users", "{\"userName\":\"person-%d@northwind.example\"}".formatted(i))
          .expectResource(201);
    }
    var ada =
        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"ada@northwind.example\",\"displayName\":\"Ada"
            + " Lovelace\",\"active\":true}";
    var id = okta.post("/Users", ada).expectResource(201).id();
    okta.post("/Users", ada).expectError(409);
    okta.post("/Users", ada.replace("ada@", "jon@")).expectResource(201);
    okta.post(
            "/Groups",
            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"Engineers\",\"members\":[{\"value\":\""
                + id
                + "\"}]}")
        .expectResource(201);

    assertThat(page.locator(".log")).containsText("ada@northwind.example");
    var failed = page.locator(".log li.failed").first();
    assertThat(failed).containsText("409");
    assertThat(failed.getByRole(AriaRole.IMG)).hasAttribute("aria-label", "failed");
    assertErrorIsShown(failed);
    failed.locator("summary").click();
    assertThat(failed.locator("dl")).containsText("uniqueness");
  }

  /** Whole, to whoever points at the icon and to whoever comes to it by keyboard. */
  private void assertErrorIsShown(Locator failed) {
    var error = failed.locator(".tip");
    assertThat(error).isHidden();
    failed.locator(".icon").hover();
    assertThat(error).isVisible();
    assertThat(error).hasText("A user with userName \"ada@northwind.example\" exists already");
    page.mouse().move(0, 0);
    assertThat(error).isHidden();
    failed.locator("summary").focus();
    page.keyboard().press("Tab");
    page.keyboard().press("Shift+Tab");
    assertThat(error).isVisible();
  }

  @Test
  @Order(5)
  void searchAndExportFindTheSame() {
    page.navigate(url("activity") + "?q=ada%40northwind.example&result=refused");
    assertThat(page.locator(".log li")).hasCount(1);
    var csv = export("CSV");
    assertThat(csv).hasSize(2);
    assertThat(csv.getFirst()).startsWith("at,operation,");
    assertThat(csv.getLast()).contains("ada@northwind.example", "409");
    assertThat(export("NDJSON")).hasSize(1).first().asString().contains("uniqueness");
    page.navigate(url("activity") + "?operation=user.create");
    assertThat(export("NDJSON")).hasSize(23);
  }

  @Test
  @Order(5)
  void personIsFoundByNameAndWhoNeverCameIsLookedForInTheText() {
    open("activity");
    page.getByLabel("Person or group").fill("ADA@northwind.example");
    button("Show").click();
    assertThat(page.locator(".note")).containsText("Only what concerns ADA@northwind.example");
    assertThat(page.locator(".log li")).hasCount(1);
    page.getByLabel("Person or group").fill("person-1");
    button("Show").click();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("called person-1");
    assertThat(page.locator(".log li")).hasCount(11);
  }

  private List<String> export(String link) {
    var download =
        page.waitForDownload(
            () ->
                page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                    .click());
    try {
      return Files.readAllLines(download.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Order(6)
  void removalIsScheduledSeenAndCancelled() {
    var okta = account.withToken(token);
    var jon = okta.get("/Users?filter=userName%20eq%20%22jon@northwind.example%22").json();
    okta.delete("/Users/" + jon.path("Resources").path(0).path("id").asString()).expectNothing();

    page.navigate(url("people") + "?state=pending");
    assertThat(page.locator("tbody")).containsText("jon@northwind.example");
    page.getByLabel("Keep jon@northwind.example").click();
    assertThat(page.locator(".empty")).isVisible();
    page.navigate(url("people"));
    assertThat(page.locator("tbody")).containsText("ada@northwind.example");
    assertThat(page.locator("tbody")).containsText("Engineers");
  }

  @Test
  @Order(7)
  void protectedMemberIsNotBlockedAndAnotherIsBroughtBack() {
    var okta = account.withToken(token);
    var ada = okta.get("/Users?filter=userName%20eq%20%22ada@northwind.example%22").json();
    var path = "/Users/" + ada.path("Resources").path(0).path("id").asString();
    var block =
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
            + "{\"op\":\"replace\",\"value\":{\"active\":false}}]}";
    open("people");
    page.getByLabel("Protect ada@northwind.example").click();
    assertThat(page.locator("tbody")).containsText("protected");
    okta.patch(path, block).expectError(403);
    page.getByLabel("No longer protect ada@northwind.example").click();
    okta.patch(path, block).expectResource(200);

    page.navigate(url("people/undo"));
    page.getByLabel("From").fill("2026-01-01T00:00");
    page.getByLabel("To").fill("2100-01-01T00:00");
    page.waitForCondition(
        () -> {
          button("Look").click();
          return page.locator("dl").textContent().contains("ada@northwind.example");
        });
    button("Bring 1 back").click();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("1 brought back");
    open("people");
    assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("ada@")))
        .containsText("active");
  }

  @Test
  @Order(7)
  void syncIsCountedAndWhatWasOpenedStaysOpen() {
    open("sync");
    page.waitForCondition(() -> page.locator(".numbers").textContent().contains("Users created22"));
    assertThat(page.locator("svg.chart rect.applied").first()).isVisible();
    var table = page.getByText("As a table").first();
    table.click();
    account.withToken(token).post("/Users", "{\"userName\":[1]}").expectError(400);
    assertThat(page.locator(".live")).containsText("waits until you close");
    assertThat(page.locator("details[open] tbody tr").first()).isVisible();
    page.waitForResponse("**/sync/now", table::click);
    assertThat(page.locator(".live .state")).hasText("Live");
  }

  @Test
  @Order(8)
  void settingsAreKeptAndRefusedWhereTheyCannotBe() {
    open("settings");
    page.getByLabel("Grace period, in days").fill("7");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save")).click();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Saved");
    assertThat(page.getByLabel("Grace period, in days")).hasValue("7");
  }

  @Test
  @Order(10)
  void everyPageIsUsableByEverybodyAndHasItsPicture() {
    for (var name : PAGES) {
      open(name);
      Browsers.assertUsableAndPictured(page, name.replace('/', '-'));
    }
  }

  @Test
  @Order(9)
  void mappingIsTriedOutThenSavedAndSeenOnThePerson() {
    open("roles");
    page.getByLabel("Name or pattern of mapping 1").fill("Engin");
    page.getByLabel("How mapping 1 compares").selectOption("prefix");
    page.getByLabel("Role of mapping 1").fill("builder");
    button("Show what would change").click();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("1 gain it");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("ada@northwind.example");
    open("people");
    assertThat(page.locator("tbody")).not().containsText("builder");

    open("roles");
    page.getByLabel("Name or pattern of mapping 1").fill("(");
    page.getByLabel("How mapping 1 compares").selectOption("regex");
    page.getByLabel("Role of mapping 1").fill("builder");
    button("Save").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("no regular expression");
    page.getByLabel("Name or pattern of mapping 1").fill("engineers?");
    button("Save").click();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Saved");
    open("people");
    assertThat(page.locator("tbody")).containsText("builder from Engineers");
  }

  @Test
  @Order(11)
  void revokedTokenIsRefusedAtOnce() {
    open("tokens");
    page.getByLabel("Revoke Okta production").click();
    button("Revoke it").locator("visible=true").click();
    assertThat(page.locator("tbody tr").first()).containsText("revoked");
    account.withToken(token).get("/Users?startIndex=1&count=2").expectError(401);
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private void open(String name) {
    page.navigate(url(name));
  }

  private String url(String name) {
    return system.console().url() + "/accounts/" + account.id() + "/" + name;
  }
}
