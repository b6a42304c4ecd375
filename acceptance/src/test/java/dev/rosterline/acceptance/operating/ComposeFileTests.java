package dev.rosterline.acceptance.operating;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be wrong in the compose file and shows only where it is started. */
class ComposeFileTests {

  private static final Path CHECKOUT =
      Path.of(System.getProperty("rosterline.checkout", "..")).toAbsolutePath().normalize();

  private static final ComposeFile COMPOSE = ComposeFile.of(CHECKOUT);

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)(:)?");

  private static final Pattern HANDED = Pattern.compile("(?m)^hand (\\S+) \\S+ (.+)$");

  /** Of the specification, as far as they are used here; others would be a slip. */
  private static final Set<String> TOP_LEVEL = Set.of("name", "services", "volumes");

  private static final Set<String> OF_SPRING =
      Set.of("SERVER_PORT", "SERVER_ADDRESS", "MANAGEMENT_SERVER_PORT");

  @Test
  void hasTheElementsOfTheSpecificationOnly() {
    assertThat(COMPOSE.topLevel())
        .allMatch(element -> TOP_LEVEL.contains(element) || element.startsWith("x-"));
    assertThat(COMPOSE.services())
        .contains("kafka", "postgres", "gateway", "processor", "audit-service")
        .allSatisfy(service -> assertThat(COMPOSE.text(service, "image")).isNotEmpty());
  }

  @Test
  void whatIsWaitedForCanCome() {
    for (var service : COMPOSE.services()) {
      COMPOSE
          .conditions(service)
          .forEach(
              (awaited, condition) -> {
                assertThat(COMPOSE.services()).as(service).contains(awaited);
                switch (condition) {
                  case "service_healthy" ->
                      assertThat(COMPOSE.has(awaited, "healthcheck")).as(awaited).isTrue();
                  // One that is started again and again never counts as completed.
                  case "service_completed_successfully" ->
                      assertThat(COMPOSE.text(awaited, "restart"))
                          .as(awaited)
                          .isEqualTo("on-failure");
                  default -> throw new AssertionError(service + " waits for " + condition);
                }
              });
    }
  }

  @Test
  void nothingIsPublishedBeyondThisMachine() {
    for (var service : COMPOSE.services()) {
      assertThat(COMPOSE.list(service, "ports"))
          .as(service)
          .allMatch(port -> port.startsWith("127.0.0.1:"));
    }
    assertThat(COMPOSE.list("gateway", "ports")).hasSize(1);
  }

  @Test
  void whatIsMountedIsThere() {
    for (var service : COMPOSE.services()) {
      for (var volume : COMPOSE.list(service, "volumes")) {
        var source = volume.substring(0, volume.indexOf(':'));
        if (source.startsWith("./")) {
          assertThat(CHECKOUT.resolve(source)).exists();
        } else {
          assertThat(COMPOSE.volumes()).contains(source);
        }
      }
    }
  }

  @Test
  void foreignImagesHaveTheirVersion() {
    assertThat(COMPOSE.services())
        .filteredOn(service -> !COMPOSE.has(service, "build"))
        .isNotEmpty()
        .allSatisfy(
            service -> assertThat(COMPOSE.text(service, "image")).matches(".+:\\d.*|.+@sha256:.+"));
  }

  @Test
  void noSecretStandsInTheFile() {
    for (var service : COMPOSE.services()) {
      assertThat(COMPOSE.environment(service).keySet())
          .as(service)
          .filteredOn(name -> name.matches(".*(PASSWORD|SECRET|KEY|TOKEN|JAAS).*"))
          .allMatch(name -> name.endsWith("_FILE"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "processor", "audit-service", "postgres"})
  void secretsThatAreReadAreHandedToWhoReadsThem(String service) {
    var paths =
        COMPOSE.environment(service).values().stream()
            .filter(value -> value.startsWith("/run/rosterline/"))
            .collect(Collectors.toSet());
    assertThat(handed(service)).isNotEmpty().containsAll(paths);
  }

  private static Set<String> handed(String reader) {
    return HANDED
        .matcher(Settings.text(CHECKOUT.resolve("deploy/secrets.sh")))
        .results()
        .filter(line -> line.group(1).equals(reader))
        .flatMap(line -> Stream.of(line.group(2).trim().split(" ")))
        .map(secret -> "/run/rosterline/" + reader + "/" + secret)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "processor", "audit-service"})
  void everyVariableIsASettingOfItsService(String service) {
    assertThat(COMPOSE.environment(service).keySet())
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(settings(service))
                    .as(name)
                    .containsAnyOf(name, name.replaceFirst("_FILE$", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "processor", "audit-service"})
  void everyVariableWithoutDefaultIsGiven(String service) {
    var given =
        COMPOSE.environment(service).keySet().stream()
            .map(name -> name.replaceFirst("_FILE$", ""))
            .collect(Collectors.toSet());
    var needed =
        PLACEHOLDER
            .matcher(configuration(service))
            .results()
            .filter(found -> found.group(2) == null)
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(needed).isNotEmpty();
    assertThat(given).containsAll(needed);
  }

  /** Variables that mean something to this service. */
  private static Set<String> settings(String service) {
    Set<String> names = new TreeSet<>(OF_SPRING);
    PLACEHOLDER
        .matcher(configuration(service))
        .results()
        .forEach(found -> names.add(found.group(1)));
    Settings.of(CHECKOUT).stream()
        .filter(setting -> setting.service().equals(service) || setting.service().equals("all"))
        .forEach(setting -> names.add(setting.variable()));
    return names;
  }

  private static String configuration(String service) {
    return Settings.text(CHECKOUT.resolve(service).resolve("src/main/resources/application.yml"));
  }
}
