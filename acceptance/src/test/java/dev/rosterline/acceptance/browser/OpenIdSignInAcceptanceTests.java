package dev.rosterline.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.OpenIdTokens;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Admins of several accounts sign in at a real OpenID provider, in a browser and with bearer
 * tokens. The provider starts after Rosterline, which must not mind.
 */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenIdSignInAcceptanceTests {

  private static final String CLIENT = "SPRING_SECURITY_OAUTH2_CLIENT_";
  private static final String SERVER = "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_";

  private RosterlineSystem system;
  private OpenIdProvider provider;
  private OpenIdTokens tokens;
  private Browsers browsers;
  private Account own;
  private Account foreign;

  @BeforeAll
  void start() throws IOException {
    var issuer = URI.create("http://localhost:" + freePort());
    system =
        RosterlineSystem.startWith(
            Map.of(
                CLIENT + "REGISTRATION_NORTHWIND_CLIENTID",
                "console",
                CLIENT + "REGISTRATION_NORTHWIND_CLIENTSECRET",
                OpenIdProvider.PASSWORD,
                CLIENT + "REGISTRATION_NORTHWIND_CLIENTNAME",
                "Northwind ID",
                CLIENT + "PROVIDER_NORTHWIND_ISSUERURI",
                issuer.toString(),
                SERVER + "ISSUERURI",
                issuer.toString(),
                SERVER + "AUDIENCES",
                OpenIdProvider.AUDIENCE),
            2);
    own = system.account("Northwind", 30);
    foreign = system.account("Southwind", 30);
    provider = new OpenIdProvider(issuer, system.console().url());
    tokens = new OpenIdTokens(issuer, OpenIdProvider.PASSWORD, system);
    OpenIdProvider.ACCOUNTS.put(OpenIdProvider.PERSON, List.of(own.id()));
    OpenIdProvider.ACCOUNTS.put(OpenIdProvider.ROBOT, List.of(own.id()));
    OpenIdProvider.ACCOUNTS.put(OpenIdProvider.STRANGER, List.of("*"));
    browsers = new Browsers();
  }

  @AfterAll
  void stop() {
    if (browsers != null) {
      browsers.close();
    }
    if (provider != null) {
      provider.close();
    }
    if (system != null) {
      system.close();
    }
  }

  @Test
  void adminSeesTheirAccountAndNoOther() {
    try (var context = browsers.browser().newContext()) {
      var page = signedIn(context);
      assertThat(page).hasURL(system.console().url() + "/accounts/" + own.id() + "/setup");
      assertThat(page.locator("header")).containsText("Northwind");
      assertThat(page.locator("header")).not().containsText("Southwind");

      var refused = page.navigate(system.console().url() + "/accounts/" + foreign.id() + "/people");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(page.locator("main")).containsText("permission to manage user registration");
    }
  }

  @Test
  void signingOutEndsBothSessions() {
    try (var context = browsers.browser().newContext()) {
      var page = signedIn(context);
      button(page, "Sign out");
      assertThat(page).hasURL(system.console().url() + "/sign-in?out");
      page.navigate(system.console().url());
      page.getByText("Sign in with Northwind ID").click();
      assertThat(page.getByLabel("Username")).isVisible();
    }
  }

  @Test
  void signInAtOneGatewayCountsAtTheOtherAndSoDoesSigningOut() {
    try (var context = browsers.browser().newContext()) {
      var page = signedIn(context);
      page.navigate(system.otherConsole().url() + "/accounts/" + own.id() + "/people");
      assertThat(page.locator("h1")).hasText("People");
      button(page, "Sign out");
      page.waitForURL("**/sign-in?out");

      page.navigate(system.console().url() + "/accounts/" + own.id() + "/people");
      assertThat(page.getByText("Sign in with Northwind ID")).isVisible();
    }
  }

  @Test
  void bearerTokensCarryTheSamePermission() {
    var token = tokens.of(OpenIdProvider.ROBOT);
    var list = tokens.get("/accounts", token).expect(200);
    assertThat(list.text()).contains(own.id()).doesNotContain(foreign.id());
    tokens.get("/accounts/" + own.id() + "/policy", token).expect(200);

    var forbidden = tokens.get("/accounts/" + foreign.id() + "/policy", token);
    assertProblem(forbidden, 403, "insufficient_scope");
  }

  @Test
  void tokensForAnotherServiceAndForgedOnesAreRefused() {
    var stranger = tokens.of(OpenIdProvider.STRANGER);
    assertProblem(tokens.get("/accounts", stranger), 401, "invalid_token");
    var forged = tokens.of(OpenIdProvider.ROBOT).replaceAll("\\.[^.]*$", ".AAAA");
    assertProblem(tokens.get("/accounts", forged), 401, "invalid_token");
    assertProblem(tokens.get("/accounts", "scimp_whatever"), 401, "invalid_token");
  }

  private static void assertProblem(Answer answer, int status, String error) {
    answer.expect(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("WWW-Authenticate")).contains("error=\"" + error + "\"");
  }

  private Page signedIn(BrowserContext context) {
    var page = context.newPage();
    page.navigate(system.console().url());
    page.getByText("Sign in with Northwind ID").click();
    page.getByLabel("Username").fill(OpenIdProvider.PERSON);
    page.getByLabel("Password").fill(OpenIdProvider.PASSWORD);
    button(page, "Sign in");
    page.waitForURL("**/setup");
    return page;
  }

  private static void button(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
