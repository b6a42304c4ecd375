package dev.rosterline.acceptance.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/conformance.md}: what it says, and how it reads back. */
final class Report {

  static final String COMMAND =
      "mvn -pl acceptance -am test -Dgroups=conformance -Dconformance.write";

  private static final Pattern FAILING = Pattern.compile("- `(\\w+\\.\\w+)`(?:: (.*))?");

  private Report() {}

  static Path file() {
    return Path.of(System.getProperty("rosterline.checkout", "..")).resolve("docs/conformance.md");
  }

  static boolean writing() {
    return System.getProperty("conformance.write") != null;
  }

  /** The tests that the report calls failing, with what they said. */
  static SortedMap<String, String> failing(String report) {
    SortedMap<String, String> tests = new TreeMap<>();
    report
        .lines()
        .map(FAILING::matcher)
        .filter(matcher -> matcher.matches())
        .forEach(matcher -> tests.put(matcher.group(1), String.valueOf(matcher.group(2))));
    return tests;
  }

  static String read() {
    try {
      return Files.exists(file()) ? Files.readString(file()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(String report) {
    try {
      Files.writeString(file(), report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The report.
   *
   * @param tests the tests of each requirement
   * @param failing the tests that failed, with what they said
   */
  static String of(
      List<RequirementList.Row> rows,
      Map<String, List<String>> tests,
      SortedMap<String, String> failing) {
    var text = new StringBuilder(head(rows, tests, failing));
    for (var row : rows) {
      var own = tests.getOrDefault(row.id(), List.of());
      var names = own.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
      text.append(
          "| %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  row.id(),
                  row.level(),
                  row.section(),
                  row.line(),
                  state(row, own, failing),
                  names));
    }
    if (!failing.isEmpty()) {
      text.append("\n## Failing tests\n\n");
      failing.forEach((test, said) -> text.append("- `%s`: %s\n".formatted(test, said)));
    }
    return text.toString();
  }

  private static String head(
      List<RequirementList.Row> rows,
      Map<String, List<String>> tests,
      SortedMap<String, String> failing) {
    var counts = new TreeMap<String, Integer>();
    rows.forEach(
        row -> {
          var own = tests.getOrDefault(row.id(), List.of());
          counts.merge(word(own, failing), 1, Integer::sum);
        });
    return """
        # Conformance

        Written by `%s`; do not edit. Each test speaks HTTP to the launched system.
        Levels: M must, S should, O optional, D our choice where the text is silent, X a habit of clients.

        %d requirements: %d passed, %d failed, %d not tested.

        | id | level | section | requirement | state | tests |
        |---|---|---|---|---|---|
        """
        .formatted(
            COMMAND,
            rows.size(),
            counts.getOrDefault("passed", 0),
            counts.getOrDefault("failed", 0),
            counts.getOrDefault("not tested", 0));
  }

  private static String state(
      RequirementList.Row row, List<String> own, SortedMap<String, String> failing) {
    var word = word(own, failing);
    return own.isEmpty() && !row.untested().isEmpty() ? word + ": " + row.untested() : word;
  }

  private static String word(List<String> own, SortedMap<String, String> failing) {
    if (own.isEmpty()) {
      return "not tested";
    }
    return own.stream().anyMatch(failing::containsKey) ? "failed" : "passed";
  }
}
