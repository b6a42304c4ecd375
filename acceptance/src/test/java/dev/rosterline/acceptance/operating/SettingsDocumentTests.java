package dev.rosterline.acceptance.operating;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Documents of settings and variables say what there is, and nothing that there is not. */
class SettingsDocumentTests {

  private static final Path CHECKOUT =
      Path.of(System.getProperty("rosterline.checkout", "..")).toAbsolutePath().normalize();

  private static final String HEAD =
      """
      # Settings

      Every setting of the services with its default. Each has an environment variable: capital letters, dots become
      underscores, hyphens go (`rosterline.intake.max-poll-records` is `ROSTERLINE_INTAKE_MAXPOLLRECORDS`). Most
      installations need only the variables of [operations.md](operations.md#environment-variables). This page is made
      from the sources: `mvn -pl acceptance test -Dtest=SettingsDocumentTests -Dsettings.write`.

      | setting | service | default | meaning |
      |---|---|---|---|
      """;

  /** Read by the services' {@code application.yml}, by the images, or by the compose file. */
  private static final Pattern USED =
      Pattern.compile("\\b(?:ROSTERLINE|SERVER|MANAGEMENT|JAVA)_[A-Z0-9_]+");

  private static final Pattern NAMED = Pattern.compile("\\bROSTERLINE_[A-Z0-9_]+[A-Z0-9]\\b");

  @Test
  void everySettingIsListedAsItIsDeclared() throws IOException {
    var settings = Settings.of(CHECKOUT);
    assertThat(settings).hasSizeGreaterThan(40).noneMatch(setting -> setting.meaning().isBlank());
    var document =
        settings.stream().map(Settings.Setting::line).collect(Collectors.joining("\n", HEAD, "\n"));
    var file = CHECKOUT.resolve("docs/settings.md");
    if (System.getProperty("settings.write") != null) {
      Files.writeString(file, document);
    }
    assertThat(file).hasContent(document);
  }

  @Test
  void everyVariableThatIsReadIsDescribed() {
    var operations = operations();
    assertThat(variablesRead()).hasSizeGreaterThan(15).allMatch(operations::contains);
  }

  @Test
  void everyVariableThatIsDescribedIsRead() {
    var known = variablesRead();
    Settings.of(CHECKOUT).forEach(setting -> known.add(setting.variable()));
    var named =
        NAMED
            .matcher(operations())
            .results()
            .map(found -> found.group())
            .filter(name -> !name.startsWith("ROSTERLINE_X"))
            .map(name -> known.contains(name) ? name : name.replaceFirst("_FILE$", ""))
            .collect(Collectors.toSet());
    assertThat(named).isNotEmpty().isSubsetOf(known);
  }

  /** Without those that only the compose file hands on to itself. */
  private static Set<String> variablesRead() {
    Set<String> read = new TreeSet<>();
    for (var service : new String[] {"gateway", "processor", "audit-service"}) {
      addAll(read, CHECKOUT.resolve(service).resolve("src/main/resources/application.yml"));
    }
    addAll(read, CHECKOUT.resolve("deploy/entrypoint.sh"));
    read.removeIf(name -> name.startsWith("ROSTERLINE_X") || name.equals("ROSTERLINE_SERVICE"));
    read.removeIf(
        name ->
            name.equals("ROSTERLINE_AUDIT_SIGNING_KEY")
                || name.equals("ROSTERLINE_AUDIT_PUBLIC_KEY"));
    read.removeIf(name -> name.endsWith("_"));
    return read;
  }

  private static void addAll(Set<String> variables, Path file) {
    USED.matcher(Settings.text(file)).results().forEach(found -> variables.add(found.group()));
  }

  /** Where {@code `ROSTERLINE_DB_HOST`, `_PORT`} is short for both. */
  private static String operations() {
    return Settings.text(CHECKOUT.resolve("docs/operations.md"))
        .replace(
            "`ROSTERLINE_DB_HOST`, `_PORT`, `_NAME`",
            "`ROSTERLINE_DB_HOST`, `ROSTERLINE_DB_PORT`, `ROSTERLINE_DB_NAME`");
  }
}
