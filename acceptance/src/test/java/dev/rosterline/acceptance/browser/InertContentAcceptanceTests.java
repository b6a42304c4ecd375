package dev.rosterline.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whatever an identity provider names people, groups and itself is text to the console: it is shown
 * as it came, and nothing of it runs.
 */
@AcceptanceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InertContentAcceptanceTests {

  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final String IMAGE = "\"><img src=x onerror=alert(2)>";
  private static final String LINK = "javascript:alert(3)";
  private static final String EXPRESSION = "[[${7*7}]] __${7*7}__";
  private static final List<String> HOSTILE = List.of(SCRIPT, IMAGE, LINK, EXPRESSION);

  private RosterlineSystem system;
  private Account account;
  private Browsers browsers;
  private Page page;

  /** What ran, or tried to. */
  private final List<String> seen = new ArrayList<>();

  @BeforeAll
  void fill(RosterlineSystem system) {
    this.system = system;
    this.account = system.account("Acme " + IMAGE + SCRIPT, 30);
    this.browsers = new Browsers();
    var admin = system.admin();
    for (var hostile : List.of(SCRIPT, IMAGE)) {
      admin.createToken(account.id(), hostile);
    }
    admin
        .send(
            "PUT",
            account.id(),
            "/mappings",
            json("{'mappings':[{'match':'exact','pattern':'%s','role':'%s'}]}", IMAGE, SCRIPT))
        .expect(200);
    for (var hostile : HOSTILE) {
      push(hostile);
    }
    this.page = browsers.signedIn(system, new Browser.NewContextOptions());
    watch();
  }

  private void push(String hostile) {
    var client = account.client(hostile);
    var user =
        json(
            "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%s','displayName':'%s','externalId':'%s',"
                + "'profileUrl':'javascript:alert(4)','name':{'familyName':'%s'},'title':'%s'}",
            hostile, hostile, hostile, hostile, hostile);
    var id = client.post("/Users", user).expectResource(201).id();
    client.post("/Users", user).expectError(409);
    client
        .post(
            "/Groups",
            json(
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'%s','members':[{'value':'%s'}]}",
                hostile, id))
        .expectResource(201);
    client
        .patch(
            "/Users/" + id,
            json(
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[{'op':'replace','path':'title','value':'%s'}]}",
                hostile + "."))
        .expectResource(200);
    client
        .patch(
            "/Users/" + id,
            json(
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[{'op':'replace','path':'%s','value':'x'}]}",
                hostile))
        .expectError(400);
  }

  private static String json(String template, String... values) {
    var escaped = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      escaped[i] = values[i].replace("\\", "\\\\").replace("\"", "\\\"");
    }
    return template.replace('\'', '"').formatted(escaped);
  }

  private void watch() {
    page.onDialog(
        dialog -> {
          seen.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("status of 4")) {
            seen.add("console: " + message.text());
          }
        });
    page.onPageError(error -> seen.add("error: " + error));
    page.exposeFunction("forbidden", arguments -> seen.add("policy: " + arguments[0]));
    page.addInitScript(
        "document.addEventListener('securitypolicyviolation', e => forbidden(e.violatedDirective + ' ' + e.sample))");
  }

  @BeforeEach
  void forget() {
    seen.clear();
  }

  @AfterAll
  void close() {
    browsers.close();
  }

  /** Otherwise the other tests would tell nothing. */
  @Test
  void whatRunsOrTriesToIsSeen() {
    open("people");
    page.evaluate(
        "() => { document.querySelector('main').innerHTML = '<img src=\"data:,\" onerror=\"alert(1)\">'; }");
    page.waitForCondition(() -> seen.stream().anyMatch(what -> what.startsWith("policy: ")));
    page.evaluate("() => { alert('shown'); }");
    page.waitForCondition(() -> seen.contains("dialog: shown"));
  }

  @Test
  void peopleGroupsRolesAndTokensAreText() {
    open("people");
    assertText(HOSTILE);
    assertThat(page.locator("tbody")).containsText(SCRIPT + " from " + IMAGE);
    for (var hostile : HOSTILE) {
      open("people?q=" + encoded(hostile));
      assertThat(page.locator("tbody tr")).hasCount(1);
      assertThat(page.getByLabel("Search")).hasValue(hostile);
      assertText(List.of(hostile));
      open("groups?q=" + encoded(hostile));
      assertText(List.of(hostile));
    }
    open("groups");
    assertText(HOSTILE);
    open("tokens");
    assertText(List.of(SCRIPT, IMAGE));
    open("roles");
    assertThat(page.getByLabel("Name or pattern of mapping 1")).hasValue(IMAGE);
    assertThat(page.getByLabel("Role of mapping 1")).hasValue(SCRIPT);
    assertInert();
  }

  @Test
  void activityAndEachOperationAreText() {
    open("activity");
    page.waitForCondition(
        () -> {
          page.reload();
          return page.locator(".log li.failed").count() == 2 * HOSTILE.size();
        });
    assertText(HOSTILE);
    var links = page.locator(".log a.details");
    var paths = links.evaluateAll("all => all.map(a => a.getAttribute('href'))");
    for (Object path : (List<?>) paths) {
      page.navigate(system.console().url().replaceAll("/console$", "") + path);
      assertThat(page.locator("h1")).isVisible();
      assertInert();
    }
    for (var hostile : HOSTILE) {
      open(
          "activity?q="
              + encoded(hostile)
              + "&about="
              + encoded(hostile)
              + "&result="
              + encoded(hostile));
      assertInert();
      open("activity?about=" + encoded(hostile + hostile));
      assertText(List.of(hostile + hostile));
    }
  }

  @Test
  void otherPagesAndWhatIsInAddressesAreText() {
    for (var path :
        List.of(
            "setup?idp=" + encoded(IMAGE),
            "sync",
            "settings",
            "people/awaited",
            "people/undo?from=2026-01-01T00:00&to=2100-01-01T00:00",
            "people?state=" + encoded(IMAGE) + "&after=" + encoded(IMAGE),
            "activity?cursor=" + encoded(IMAGE) + "&from=" + encoded(SCRIPT),
            "activity/" + encoded(IMAGE),
            encoded(IMAGE))) {
      open(path);
      assertInert();
    }
    page.navigate(system.console().url() + "/sign-in?error=" + encoded(SCRIPT));
    assertInert();
  }

  /** Word for word, and none of it an element. */
  private void assertText(List<String> texts) {
    for (var text : texts) {
      assertThat(page.locator("main")).containsText(text);
    }
    assertInert();
  }

  private void assertInert() {
    assertThat(page.locator("img[src=x], [onerror], script:not([src]), a[href^='javascript:' i]"))
        .hasCount(0);
    assertThat(page.locator("body")).not().containsText("49 49");
    assertThat(seen).as(page.url()).isEmpty();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void open(String path) {
    page.navigate(system.console().url() + "/accounts/" + account.id() + "/" + path);
  }
}
