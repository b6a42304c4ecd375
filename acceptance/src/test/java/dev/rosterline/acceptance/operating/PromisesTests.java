package dev.rosterline.acceptance.operating;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that names a test, a file or a chapter names one that there is. */
class PromisesTests {

  private static final Path CHECKOUT =
      Path.of(System.getProperty("rosterline.checkout", "..")).toAbsolutePath().normalize();

  private static final Pattern TEST = Pattern.compile("`(\\w+Tests)(?:\\.(\\w+))?`");
  private static final Pattern LINK = Pattern.compile("]\\(([^):\\s]+)\\)");
  private static final Pattern PROMISE = Pattern.compile("(?m)^\\| (.+?) \\| (.+) \\|$");

  private final Map<String, Path> tests = tests();

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "SECURITY.md", "docs/threat-model.md", "docs/operations.md"})
  void everyTestThatIsNamedIsThere(String document) {
    TEST.matcher(Settings.text(CHECKOUT.resolve(document))).results().forEach(this::assertThere);
  }

  private void assertThere(MatchResult named) {
    assertThat(tests).containsKey(named.group(1));
    if (named.group(2) != null) {
      assertThat(Settings.text(tests.get(named.group(1)))).contains(" " + named.group(2) + "(");
    }
  }

  @Test
  void everyPromiseHasItsTest() {
    var readme = Settings.text(CHECKOUT.resolve("README.md"));
    var promises = readme.substring(readme.indexOf("## What it promises"));
    var rows = PROMISE.matcher(promises.substring(0, promises.indexOf("\n## "))).results().toList();
    assertThat(rows)
        .hasSizeGreaterThan(20)
        .filteredOn(row -> !row.group(1).equals("promise"))
        .allMatch(row -> TEST.matcher(row.group(2)).find());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "SECURITY.md",
        "CONTRIBUTING.md",
        "docs/threat-model.md",
        "docs/operations.md"
      })
  void everyLinkLeadsSomewhere(String document) {
    var file = CHECKOUT.resolve(document);
    LINK.matcher(Settings.text(file))
        .results()
        .map(link -> link.group(1).split("#", 2))
        .forEach(
            link -> {
              var target = link[0].isEmpty() ? file : file.resolveSibling(link[0]).normalize();
              assertThat(target).exists();
              if (link.length == 2) {
                assertThat(chapters(target)).as(target.toString()).contains(link[1]);
              }
            });
  }

  /** As the pages of a repository name them. */
  private static Stream<String> chapters(Path document) {
    return Settings.text(document)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\w\\- ]", "").replace(' ', '-'));
  }

  private static Map<String, Path> tests() {
    try (var files = Files.walk(CHECKOUT)) {
      return files
          .filter(file -> file.toString().contains("/src/test/java/"))
          .filter(file -> file.toString().endsWith("Tests.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  file -> file,
                  (one, _) -> one));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
