package dev.rosterline.acceptance.operating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule about a meter that is not there never fires, and nobody notices. */
@AcceptanceTest
class MetersAcceptanceTests {

  private static final Path CHECKOUT =
      Path.of(System.getProperty("rosterline.checkout", "..")).toAbsolutePath().normalize();

  private static final Pattern ASKED_FOR =
      Pattern.compile("\\b(?:rosterline|http|jvm|r2dbc|process)_[a-z0-9_]+\\b");

  private static final Pattern EXPOSED = Pattern.compile("(?m)^([a-z0-9_]+)[{ ]");

  @ParameterizedTest
  @ValueSource(
      strings = {"deploy/prometheus/rosterline-alerts.yml", "deploy/grafana/rosterline.json"})
  void everyMeterThatIsAskedForIsExposed(String file, RosterlineSystem system) {
    var account = system.account("Meters", 0);
    account.okta().get("/Users?count=1").expect(200);
    Set<String> exposed =
        system.meters().stream()
            .flatMap(text -> EXPOSED.matcher(text).results().map(found -> found.group(1)))
            .collect(Collectors.toCollection(TreeSet::new));
    var asked =
        ASKED_FOR
            .matcher(Settings.text(CHECKOUT.resolve(file)))
            .results()
            .map(found -> found.group())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(asked).hasSizeGreaterThan(10).isSubsetOf(exposed);
  }
}
