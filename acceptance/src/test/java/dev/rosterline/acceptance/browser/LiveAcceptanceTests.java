package dev.rosterline.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An admin watches what happens while it happens, and is not disturbed while they read. */
@AcceptanceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveAcceptanceTests {

  private static final String USER =
      "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%s\"}";

  private RosterlineSystem system;
  private Browsers browsers;
  private Account account;
  private Page page;

  @BeforeAll
  void start(RosterlineSystem system) {
    this.system = system;
    this.browsers = new Browsers();
  }

  @AfterAll
  void stop() {
    browsers.close();
  }

  @BeforeEach
  void open() {
    account = system.account("Northwind", 30);
    page = browsers.signedIn(system, new Browser.NewContextOptions());
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void failureShowsUpWithoutReloadingAmongWhatTheFilterLetsThrough() {
    follow(page, "/activity?result=failed");
    page.evaluate("() => { window.same = true; }");
    fail("ann");

    assertThat(page.locator(".log li"))
        .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(3_000));
    assertThat(page.locator(".log li")).containsText("ann");
    assertThat((Boolean) page.evaluate("() => window.same")).isTrue();
    assertThat(page.locator(".live .state")).hasText("Live");
  }

  @Test
  void nothingMovesWhilePausedAndAllIsThereAfterwards() {
    follow(page, "/activity?result=failed");
    fail("ann");
    assertThat(page.locator(".log li")).hasCount(1);
    button("Pause").click();
    assertThat(page.locator(".live .state")).hasText("Paused");
    assertThat(serious()).isEmpty();
    List<String> requests = new ArrayList<>();
    page.onRequest(request -> requests.add(request.url()));

    var other = page.context().newPage();
    follow(other, "/activity?result=failed");
    fail("bob");
    assertThat(other.locator(".log li")).hasCount(2);
    assertThat(page.locator(".log li")).hasCount(1);
    assertThat(requests).isEmpty();

    button("Resume").click();
    assertThat(page.locator(".log li")).hasCount(2);
    assertThat(page.locator(".live .state")).hasText("Live");
  }

  @Test
  void whatIsNewerWaitsWhileAnEntryIsRead() {
    follow(page, "/activity?result=failed");
    fail("ann");
    assertThat(page.locator(".log li")).hasCount(1);
    page.locator(".log summary").first().click();
    fail("bob");
    assertThat(page.locator(".live .state")).containsText("waits until you close");
    assertThat(page.locator(".log details[open] dl")).isVisible();

    page.locator(".log summary").first().click();
    assertThat(page.locator(".log li")).hasCount(2);
    assertThat(page.locator(".live .state")).hasText("Live");
  }

  @Test
  void firstCallIsSeenAndThenThereIsNothingToFollow() {
    follow(page, "/setup");
    assertThat(page.locator("#heard")).containsText("Waiting");
    account.okta().get("/Users?startIndex=1&count=2").expectList(0);

    assertThat(page.locator("#heard")).containsText("Received");
    assertThat(page.locator(".live")).isHidden();
  }

  @Test
  void whoIsSignedOutMeanwhileIsToldAndThePageStays() {
    follow(page, "/activity?result=failed");
    fail("ann");
    assertThat(page.locator(".log li")).hasCount(1);
    page.context().clearCookies();
    fail("bob");

    assertThat(page.locator(".live .state")).containsText("signed out");
    assertThat(page.locator(".log li")).hasCount(1);
  }

  @Test
  void pageIsReadWithoutScripts() {
    var options = new Browser.NewContextOptions().setJavaScriptEnabled(false);
    var plain = browsers.signedIn(system, options);
    plain.navigate(url("/activity?result=failed"));
    assertThat(plain.locator(".live .state")).isHidden();
    assertThat(plain.locator(".live button")).isHidden();
    fail("ann");
    plain.waitForCondition(
        () -> {
          plain.locator(".live").getByText("Reload").click();
          return plain.locator(".log li").count() == 1;
        });
    assertThat(plain).hasURL(url("/activity?result=failed"));
    plain.context().close();
  }

  /** Opens a page and waits until it is told what happens. */
  private void follow(Page shown, String path) {
    shown.navigate(url(path));
    assertThat(shown.locator(".live .state")).hasText("Live");
  }

  /** One operation that goes well, and one that does not. */
  private void fail(String name) {
    account.okta().post("/Users", USER.formatted(name)).expectResource(201);
    account.okta().post("/Users", USER.formatted(name)).expectError(409);
  }

  private List<String> serious() {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
            .map(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
            .toList();
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private String url(String path) {
    return system.console().url() + "/accounts/" + account.id() + path;
  }
}
