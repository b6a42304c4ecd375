package dev.rosterline.acceptance.operating;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the images hand secrets on that come as files. */
@Tag("process")
class EntrypointTests {

  private static final Path CHECKOUT =
      Path.of(System.getProperty("rosterline.checkout", "..")).toAbsolutePath().normalize();

  @TempDir Path directory;

  /** In the place of java: prints what a service would find in its environment. */
  @BeforeEach
  void makeJava() throws IOException {
    var java = Files.writeString(directory.resolve("java"), "#!/bin/sh\nenv\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ROSTERLINE_DB_PASSWORD", "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG"})
  void secretComesFromTheFileThatIsNamed(String variable) throws Exception {
    var file = Files.writeString(directory.resolve("secret"), "with 'quotes' and $signs\n");
    assertThat(started(Map.of(variable + "_FILE", file.toString())).output().lines())
        .contains(variable + "=with 'quotes' and $signs")
        .noneMatch(line -> line.startsWith(variable + "_FILE="));
  }

  @Test
  void keysStayFiles() throws Exception {
    var variable = "ROSTERLINE_AUDIT_SIGNING_KEY_FILE";
    assertThat(started(Map.of(variable, "/keys/private.pem")).output().lines())
        .contains(variable + "=/keys/private.pem")
        .noneMatch(line -> line.startsWith("ROSTERLINE_AUDIT_SIGNING_KEY="));
  }

  @Test
  void fileThatIsNotThereEndsTheStartAndIsNamed() throws Exception {
    var ended = started(Map.of("ROSTERLINE_DB_PASSWORD_FILE", "/nowhere/secret"));
    assertThat(ended.status()).isEqualTo(66);
    assertThat(ended.output()).contains("ROSTERLINE_DB_PASSWORD_FILE names /nowhere/secret");
  }

  @Test
  void bothAreOneTooMany() throws Exception {
    var file = Files.writeString(directory.resolve("secret"), "one");
    var ended =
        started(
            Map.of(
                "ROSTERLINE_DB_PASSWORD",
                "another",
                "ROSTERLINE_DB_PASSWORD_FILE",
                file.toString()));
    assertThat(ended.status()).isEqualTo(64);
  }

  private record Ended(int status, String output) {}

  private Ended started(Map<String, String> variables) throws Exception {
    var script = new ProcessBuilder("sh", CHECKOUT.resolve("deploy/entrypoint.sh").toString());
    var environment = script.environment();
    environment.keySet().removeIf(name -> name.startsWith("ROSTERLINE_"));
    environment.put("PATH", directory + ":" + environment.get("PATH"));
    environment.putAll(variables);
    var process = script.redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
