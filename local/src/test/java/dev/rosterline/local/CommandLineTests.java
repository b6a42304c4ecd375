package dev.rosterline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rosterline.local.processes.LocalException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandLineTests {

  @Test
  void upWithoutOptionsTakesTheDefaults() {
    assertThat(CommandLine.parse("up"))
        .isEqualTo(
            new Request.Up(
                new UpOptions(Path.of(".rosterline"), new PortPlan(18_080, 1, 1, 1), true, false)));
  }

  @Test
  void upTakesItsOptionsInAnyOrder() {
    assertThat(
            CommandLine.parse(
                "up",
                "--detach",
                "--gateways",
                "2",
                "--data",
                "d",
                "--no-restart",
                "--processors",
                "3",
                "--brokers",
                "3",
                "--port-base",
                "20000"))
        .isEqualTo(
            new Request.Up(
                new UpOptions(Path.of("d"), new PortPlan(20_000, 2, 3, 3), false, true)));
  }

  @Test
  void launcherInTheBackgroundIsGivenTheSameOptions() {
    var options = new UpOptions(Path.of("d"), new PortPlan(20_000, 2, 3, 4), false, false);
    var words = Detached.arguments(options, options.data()).toArray(String[]::new);
    assertThat(CommandLine.parse(words)).isEqualTo(new Request.Up(options));
  }

  @Test
  void demoTakesItsOwnOptionsAndThoseOfUp() {
    var demo =
        (Request.Demo)
            CommandLine.parse("demo", "--users", "50", "--data", "d", "--groups", "3", "--exit");
    assertThat(demo.users()).isEqualTo(50);
    assertThat(demo.groups()).isEqualTo(3);
    assertThat(demo.exit()).isTrue();
    assertThat(demo.options().data()).isEqualTo(Path.of("d"));
  }

  @Test
  void downTakesADirectory() {
    assertThat(CommandLine.parse("down", "--data", "d")).isEqualTo(new Request.Down(Path.of("d")));
  }

  @Test
  void wrongWordsAreNamed() {
    assertRefused("unknown verb fly", "fly");
    assertRefused("unknown option --fast", "up", "--fast");
    assertRefused("--data needs a value", "up", "--data");
    assertRefused("--processors takes a number from 1 to 50, not 0", "up", "--processors", "0");
    assertRefused("--port-base takes a number", "up", "--port-base", "low");
    assertRefused("demo stays in the foreground", "demo", "--detach");
  }

  private static void assertRefused(String message, String... words) {
    assertThatThrownBy(() -> CommandLine.parse(words))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining(message);
  }
}
