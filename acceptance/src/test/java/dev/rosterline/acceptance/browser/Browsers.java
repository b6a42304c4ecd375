package dev.rosterline.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The Chromium of this machine; none is downloaded. */
final class Browsers implements AutoCloseable {

  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  private final Playwright playwright;
  private final Browser browser;

  Browsers() {
    var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
  }

  Browser browser() {
    return browser;
  }

  /** A session of its own, at the first page of the console. */
  Page signedIn(RosterlineSystem system, Browser.NewContextOptions options) {
    var admin = system.console();
    var page = browser.newContext(options).newPage();
    page.navigate(admin.url());
    page.getByLabel("User").fill(admin.user());
    page.getByLabel("Password").fill(admin.password());
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    page.waitForURL("**/setup");
    return page;
  }

  /** Nothing on the page keeps anybody out seriously, as far as a program can tell. */
  static void assertUsable(Page shown, String what) {
    var serious =
        new AxeBuilder(shown)
            .analyze().getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .map(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
                .toList();
    assertThat(serious).as(what).isEmpty();
  }

  /**
   * The page that is open, wide and narrow, light and dark: nothing keeps anybody out seriously,
   * and each has its picture in {@code -Dconsole.images}. Loaded once, since only its looks change.
   */
  static void assertUsableAndPictured(Page shown, String name) {
    var images = Path.of(System.getProperty("console.images", "target/console"));
    for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      // Colours that are still changing are neither the one scheme's nor the other's.
      shown.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme)
              .setReducedMotion(ReducedMotion.REDUCE));
      for (int width : new int[] {1280, 400}) {
        shown.setViewportSize(width, 900);
        var kind = scheme.name().toLowerCase(Locale.ROOT) + (width > 1000 ? "-wide" : "-narrow");
        var file = images.resolve(name + "-" + kind + ".png");
        shown.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        assertUsable(shown, file.toString());
        assertFits(shown, width, file.toString());
      }
    }
    shown.setViewportSize(1280, 900);
  }

  /** Nobody has to scroll sideways to read it. */
  private static void assertFits(Page shown, int width, String what) {
    var needed = (Number) shown.evaluate("() => document.scrollingElement.scrollWidth");
    assertThat(needed.intValue()).as(what).isLessThanOrEqualTo(width);
  }

  private static Path executable() {
    return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), PLACES.stream())
        .filter(Objects::nonNull)
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no Chromium: apt-get install chromium, or name one in CHROMIUM"));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
