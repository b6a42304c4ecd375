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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an admin does about tokens when all is running, and what those see who are not in. */
@AcceptanceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenAcceptanceTests {

  private RosterlineSystem system;
  private Account account;
  private Browsers browsers;
  private Page page;

  @BeforeAll
  void signIn(RosterlineSystem system) {
    this.system = system;
    this.account = system.account("Northwind", 30);
    this.browsers = new Browsers();
    this.page = browsers.signedIn(system, new Browser.NewContextOptions());
  }

  @AfterAll
  void close() {
    browsers.close();
  }

  @Test
  void rotatedTokenWorksBesideTheOldOneUntilThatIsRevoked() {
    page.navigate(system.console().url() + "/accounts/" + account.id() + "/tokens");
    page.getByLabel("Rotate Northwind").click();
    var fresh = page.locator("#secret").textContent().trim();
    assertThat(fresh).isNotEqualTo(account.token());
    assertThat(page.locator("tbody")).containsText("being replaced");
    account.okta().get("/Users?startIndex=1&count=2").expectList(0);
    account.withToken(fresh).get("/Users?startIndex=1&count=2").expectList(0);

    page.getByLabel("Revoke Northwind, the old one").click();
    button("Revoke it").locator("visible=true").click();
    assertThat(page.locator("tbody")).not().containsText("being replaced");
    account.okta().get("/Users?startIndex=1&count=2").expectError(401);
    account.withToken(fresh).get("/Users?startIndex=1&count=2").expectList(0);
  }

  @Test
  void switchingOnMakesTheFirstTokenAndShowsItOnce() {
    var id = system.admin().createAccount("Fabrikam", 30);
    system.admin().send("PATCH", id, "", "{\"enabled\":false}").expect(200);
    var setup = system.console().url() + "/accounts/" + id + "/setup";
    page.navigate(setup);
    assertThat(page.locator(".checks")).containsText("Provisioning is off");
    button("Switch on").click();
    var first = page.locator("#secret").textContent().trim();
    new Account(id, first, account.scimBase())
        .okta()
        .get("/Users?startIndex=1&count=2")
        .expectList(0);
    page.navigate(setup);
    assertThat(page.locator("#secret")).hasCount(0);
    assertThat(page.locator(".checks")).containsText("Provisioning is on");
  }

  @Test
  void pagesForThoseWhoAreNotInAreUsableToo() {
    try (var look = browsers.browser().newContext()) {
      var shown = look.newPage();
      shown.navigate(system.console().url() + "/sign-in");
      Browsers.assertUsableAndPictured(shown, "sign-in");
    }
    var answer =
        page.navigate(system.console().url() + "/accounts/" + account.id() + "/no-such-page");
    assertThat(answer.status()).isEqualTo(404);
    Browsers.assertUsableAndPictured(page, "error");
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
