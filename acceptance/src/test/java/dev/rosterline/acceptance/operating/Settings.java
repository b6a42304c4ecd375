package dev.rosterline.acceptance.operating;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings of the services, read where they are declared. */
final class Settings {

  private static final Pattern PREFIX =
      Pattern.compile("@ConfigurationProperties\\(\"([^\"]+)\"\\)");
  private static final Pattern MEANING =
      Pattern.compile("@param (\\w+) ((?:.|\\n)*?)(?=\\n \\* @param|\\n \\*/)");
  private static final Pattern COMPONENT =
      Pattern.compile(
          "(?:@DefaultValue(?:\\(\"([^\"]*)\"\\))? )?(?:@Nullable )?([\\w]+(?:<[\\w, ]+>)?) (\\w+)(?=,|\\)|$)");

  /**
   * One setting.
   *
   * @param value the default; null where there is none
   */
  record Setting(String service, String name, @Nullable String value, String meaning) {

    /** By Spring Boot's rule for environment variables. */
    String variable() {
      return name.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
    }

    String line() {
      var shown = value == null ? "" : value.isEmpty() ? "empty" : "`" + value + "`";
      return "| `%s` | %s | %s | %s |".formatted(name, service, shown, meaning);
    }
  }

  private Settings() {}

  static List<Setting> of(Path checkout) {
    List<Setting> settings = new ArrayList<>();
    for (var service : List.of("connections", "gateway", "processor", "audit-service")) {
      try (var files = Files.walk(checkout.resolve(service).resolve("src/main/java"))) {
        files
            .filter(file -> file.getFileName().toString().endsWith("Properties.java"))
            .sorted()
            .forEach(file -> read(users(service), text(file)).forEach(settings::add));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return settings;
  }

  /** What is declared for connections is a setting of every service. */
  private static String users(String module) {
    return module.equals("connections") ? "all" : module;
  }

  private static Stream<Setting> read(String service, String source) {
    var prefix = PREFIX.matcher(source);
    if (!prefix.find()) {
      return Stream.empty();
    }
    var parameters = source.indexOf('(', source.indexOf("record ", prefix.end()));
    var end = source.indexOf(") {", parameters);
    var record = source.substring(parameters + 1, end).replaceAll("\\s+", " ");
    return COMPONENT
        .matcher(record)
        .results()
        .map(
            found ->
                new Setting(
                    service,
                    prefix.group(1) + "." + hyphenated(found.group(3)),
                    found.group(1),
                    meaning(source, found.group(3))));
  }

  private static String meaning(String source, String component) {
    return MEANING
        .matcher(source)
        .results()
        .filter(found -> found.group(1).equals(component))
        .map(
            found ->
                found
                    .group(2)
                    .replaceAll("\\s*\\n \\*\\s*", " ")
                    .replaceAll("\\{@code ([^}]*)}", "`$1`")
                    .strip())
        .findFirst()
        .orElse("");
  }

  private static String hyphenated(String component) {
    return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
