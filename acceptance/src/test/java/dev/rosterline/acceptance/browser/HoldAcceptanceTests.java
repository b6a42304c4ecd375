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
import java.util.List;
import org.junit.jupiter.api.Test;

/** Too many leave at once: the brake holds them, and an admin decides about each. */
@AcceptanceTest
class HoldAcceptanceTests {

  private static final String USER =
      "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%s\"}";

  private static final String BLOCK =
      "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
          + "{\"op\":\"replace\",\"value\":{\"active\":false}}]}";

  @Test
  void heldPeopleAreLetGoOrKeptByTheAdmin(RosterlineSystem system) {
    var account = system.account("Northwind", 30);
    system
        .admin()
        .send("PATCH", account.id(), "/policy", "{\"brakeFloor\":1,\"brakePercent\":0}")
        .expect(200);
    var ids = List.of(create(account, "first"), create(account, "ann"), create(account, "bob"));
    ids.forEach(id -> account.okta().patch("/Users/" + id, BLOCK).expectResource(200));

    try (var browsers = new Browsers()) {
      var options = new Browser.NewContextOptions().setViewportSize(1280, 900);
      var page = browsers.signedIn(system, options);
      var people = system.console().url() + "/accounts/" + account.id() + "/people";
      page.navigate(people + "?state=held");
      assertThat(page.locator("tbody tr")).hasCount(2);
      button(page, "Let ann go");
      assertThat(page.locator("tbody tr")).hasCount(1);
      button(page, "Keep bob");
      assertThat(page.locator(".empty")).isVisible();

      page.navigate(people);
      assertThat(row(page, "ann")).containsText("blocked");
      assertThat(row(page, "bob")).containsText("active");
    }
    assertThat(active(account, ids.get(1))).isFalse();
    assertThat(active(account, ids.get(2))).isTrue();
  }

  private static String create(Account account, String name) {
    return account.okta().post("/Users", USER.formatted(name)).expectResource(201).id();
  }

  private static boolean active(Account account, String id) {
    return account.okta().get("/Users/" + id).json().path("active").asBoolean();
  }

  private static void button(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
  }

  private static Locator row(Page page, String name) {
    return page.locator("tbody tr", new Page.LocatorOptions().setHasText(name));
  }
}
