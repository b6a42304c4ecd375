package dev.rosterline.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Why was this person not provisioned? An admin finds out, mends it, and does it again. */
@AcceptanceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationAcceptanceTests {

  private static final String USER =
      "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%s\",\"title\":\"%s\","
          + "\"password\":\"t0ps3cret\",\"name\":{\"familyName\":\"Holt\"}}";

  private RosterlineSystem system;
  private Account account;
  private Browsers browsers;
  private Page page;

  @BeforeAll
  void signIn(RosterlineSystem system) {
    this.system = system;
    this.account = system.account("Northwind", 30);
    this.browsers = new Browsers();
    this.page =
        browsers.signedIn(system, new Browser.NewContextOptions().setViewportSize(1280, 900));
  }

  @AfterAll
  void close() {
    browsers.close();
  }

  @Test
  void failureIsExplainedMendedAndDoneAgain() {
    var id = create("ann", "Dr");
    account.okta().post("/Users", USER.formatted("ann", "Second")).expectError(409);
    openDetails("?q=ann&result=failed");

    assertThat(page.locator("#why")).hasText("Why it failed");
    assertThat(page.locator("body")).containsText("exists already");
    assertThat(page.locator("pre")).containsText("Second");
    assertThat(page.locator("body")).not().containsText("t0ps3cret");
    again();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("exists already");

    rename(id, "ann.old");
    again();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("applied 201");
    page.getByText("Look at the result").click();
    assertThat(page.locator("dl")).containsText("Repeats");
    assertThat(page.locator("dl")).containsText("joined");
    account.okta().get("/Users?filter=userName%20eq%20%22ann%22").expectList(1);
  }

  @Test
  void failureThatCannotEndOtherwiseIsExplainedAndNotOffered() {
    account.okta().post("/Users", "{\"userName\":[\"fay\"]}").expectError(400);
    openDetails("?operation=request.rejected");

    assertThat(page.locator("#why")).hasText("Why it failed");
    assertThat(page.locator("body")).containsText("must be a string");
    assertThat(page.locator(".repeat")).hasCount(0);
  }

  @Test
  void changeIsShownWithItsValuesBeforeAndAfter() {
    var id = create("bea", "Dr");
    account
        .okta()
        .patch(
            "/Users/" + id,
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
                + "{\"op\":\"replace\",\"path\":\"name.familyName\",\"value\":\"Hall\"}]}")
        .expectResource(200);
    openDetails("?q=bea&operation=user.update");

    assertThat(page.locator(".values tbody tr")).hasCount(1);
    assertThat(page.locator(".values tbody")).containsText("name.familyName");
    assertThat(page.locator(".values tbody td").first()).hasText("Holt");
    assertThat(page.locator(".values tbody td").last()).hasText("Hall");
    assertThat(page.locator("dl")).containsText("updated");
    assertThat(page.locator(".repeat")).hasCount(0);
  }

  @Test
  void allThatFailedIsDoneAgainAtOnceAndWhatCannotEndOtherwiseIsNot() {
    var other = system.account("Contoso", 30);
    for (var name : List.of("cid", "dan")) {
      var id = other.okta().post("/Users", USER.formatted(name, "x")).expectResource(201).id();
      other.okta().post("/Users", USER.formatted(name, "y")).expectError(409);
      other.okta().put("/Users/" + id, USER.formatted(name + ".old", "x")).expectResource(200);
    }
    other.okta().post("/Users", "{\"userName\":[1]}").expectError(400);
    var list = system.console().url() + "/accounts/" + other.id() + "/activity";
    page.navigate(list + "?result=failed");
    page.waitForCondition(
        () -> {
          page.reload();
          return page.locator(".log li").count() == 3;
        });
    page.getByText("Do all of these again").click();

    assertThat(page.getByRole(AriaRole.STATUS))
        .containsText("2 done again, 0 failed again, 1 cannot");
    other.okta().get("/Users?startIndex=1&count=9").expectList(4);
  }

  @Test
  void pageIsUsableByEverybodyAndHasItsPicture() {
    create("eve", "Dr");
    account.okta().post("/Users", USER.formatted("eve", "Second")).expectError(409);
    openDetails("?q=eve&result=failed");
    Browsers.assertUsableAndPictured(page, "operation");
  }

  private String create(String name, String title) {
    return account.okta().post("/Users", USER.formatted(name, title)).expectResource(201).id();
  }

  private void rename(String id, String name) {
    account.okta().put("/Users/" + id, USER.formatted(name, "Dr")).expectResource(200);
  }

  private void again() {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Do it again")).click();
    page.waitForURL("**again=*");
    // Decided; the activity log hears of it a moment later.
    page.waitForCondition(
        () -> {
          page.reload();
          return !page.getByRole(AriaRole.STATUS).textContent().contains("not in the activity log");
        });
  }

  private void openDetails(String filter) {
    page.navigate(system.console().url() + "/accounts/" + account.id() + "/activity" + filter);
    page.waitForCondition(
        () -> {
          page.reload();
          return page.locator(".log li").count() > 0;
        });
    page.locator(".log summary").first().click();
    page.locator(".log a.details").first().click();
    page.waitForURL("**/activity/*-*");
  }
}
