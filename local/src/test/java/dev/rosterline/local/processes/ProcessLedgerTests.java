package dev.rosterline.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class ProcessLedgerTests {

  @Test
  void aProcessThatALostLauncherLeftIsStopped(@TempDir Path directory) throws Exception {
    var file = directory.resolve("processes.json");
    var child = sleeper(directory);
    new ProcessLedger(file).started(child);
    assertThat(new ProcessLedger(file).stopSurvivors()).containsExactly("sleeper");
    assertThat(child.awaitExit(5)).isTrue();
  }

  @Test
  void anotherProcessWithTheSamePidIsLeftAlone(@TempDir Path directory) throws IOException {
    var file = directory.resolve("processes.json");
    var child = sleeper(directory);
    try {
      new ProcessLedger(file).started(child);
      var written = Files.readString(file);
      Files.writeString(
          file, written.replaceAll("\"startedAtMillis\":\\d+", "\"startedAtMillis\":1"));
      assertThat(new ProcessLedger(file).stopSurvivors()).isEmpty();
      assertThat(child.isAlive()).isTrue();
    } finally {
      child.handle().destroyForcibly();
    }
  }

  private static Child sleeper(Path directory) {
    var log = directory.resolve("log");
    return Child.start(
        new Launch("sleeper", List.of("sleep", "60"), Map.of(), log, Launch.StopSignal.TERM));
  }
}
