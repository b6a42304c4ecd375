package dev.rosterline.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.OpenIdTokens;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @Test
  void personWithoutPermissionSeesNothing() {
    try (var context = browsers.browser().newContext()) {
      var page = atTheProvider(context);
      enter(page, OpenIdProvider.VISITOR);
      page.waitForURL(system.console().url());
      assertThat(page.locator("main")).containsText("permission to manage user registration");
      for (var account : List.of(own, foreign)) {
        var shown = page.navigate(system.console().url() + "/accounts/" + account.id() + "/people");
        assertThat(shown.status()).isEqualTo(403);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void spoiledIdTokenSignsNobodyIn(OpenIdProvider.Fault fault) {
    OpenIdProvider.fault = fault;
    try (var context = browsers.browser().newContext()) {
      var page = atTheProvider(context);
      enter(page, OpenIdProvider.PERSON);
      assertRefused(page);
    } finally {
      OpenIdProvider.fault = OpenIdProvider.Fault.NONE;
    }
  }

  @Test
  void answerToAnotherQuestionIsRefused() {
    try (var context = browsers.browser().newContext()) {
      var page = context.newPage();
      page.navigate(system.console().url() + "/sign-in/callback/northwind?code=a&state=b");
      assertRefused(page);
    }
    try (var context = browsers.browser().newContext()) {
      var page = atTheProvider(context);
      page.navigate(system.console().url() + "/sign-in/callback/northwind?code=a&state=wrong");
      assertRefused(page);
    }
  }

  @Test
  void codeIsOfUseOnceAndOnlyToWhoAskedForIt() {
    var callbacks = new ArrayList<String>();
    try (var context = browsers.browser().newContext()) {
      var page = atTheProvider(context);
      page.onRequest(request -> keepCallback(request.url(), callbacks));
      enter(page, OpenIdProvider.PERSON);
      page.waitForURL("**/setup");
    }
    var used = callbacks.getFirst();
    try (var context = browsers.browser().newContext()) {
      var page = context.newPage();
      page.navigate(used);
      assertRefused(page);
    }
    try (var context = browsers.browser().newContext()) {
      var states = new ArrayList<String>();
      context.onRequest(request -> states.addAll(states(request.url())));
      var page = atTheProvider(context);
      assertThat(states).isNotEmpty();
      page.navigate(used.replaceAll("state=[^&]*", "state=" + states.getFirst()));
      assertRefused(page);
    }
  }

  @Test
  void sessionFromBeforeSigningInAndAfterSigningOutIsNobodys() {
    try (var context = browsers.browser().newContext()) {
      var page = atTheProvider(context);
      var before = context.cookies(system.console().url());
      enter(page, OpenIdProvider.PERSON);
      page.waitForURL("**/setup");
      var signedIn = context.cookies(system.console().url());
      assertThat(values(signedIn)).doesNotContainAnyElementsOf(values(before));
      assertNobody(before);

      button(page, "Sign out");
      page.waitForURL("**/sign-in?out");
      assertNobody(signedIn);
    }
  }

  /** Of the console's session, not of the token that every form carries, which need not change. */
  private static List<String> values(List<Cookie> cookies) {
    var values =
        cookies.stream()
            .filter(cookie -> cookie.name.contains("session"))
            .map(cookie -> cookie.value)
            .toList();
    assertThat(values).isNotEmpty();
    return values;
  }

  private void assertNobody(List<Cookie> cookies) {
    try (var context = browsers.browser().newContext()) {
      context.addCookies(cookies);
      var page = context.newPage();
      page.navigate(system.console().url() + "/accounts/" + own.id() + "/people");
      assertThat(page.getByText("Sign in with Northwind ID")).isVisible();
    }
  }

  private void assertRefused(Page page) {
    assertThat(page).hasURL(system.console().url() + "/sign-in?refused");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("did not sign you in");
    page.navigate(system.console().url() + "/accounts/" + own.id() + "/people");
    assertThat(page.getByText("Sign in with Northwind ID")).isVisible();
  }

  private void keepCallback(String url, List<String> callbacks) {
    if (url.startsWith(system.console().url() + "/sign-in/callback/")) {
      callbacks.add(url);
    }
  }

  private static List<String> states(String url) {
    var state = Pattern.compile("/oauth2/authorize.*[?&]state=([^&]+)").matcher(url);
    return state.find() ? List.of(state.group(1)) : List.of();
  }

  private Page signedIn(BrowserContext context) {
    var page = atTheProvider(context);
    enter(page, OpenIdProvider.PERSON);
    page.waitForURL("**/setup");
    return page;
  }

  private Page atTheProvider(BrowserContext context) {
    var page = context.newPage();
    page.navigate(system.console().url());
    page.getByText("Sign in with Northwind ID").click();
    assertThat(page.getByLabel("Username")).isVisible();
    return page;
  }

  private static void enter(Page page, String name) {
    page.getByLabel("Username").fill(name);
    page.getByLabel("Password").fill(OpenIdProvider.PASSWORD);
    button(page, "Sign in");
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
