package dev.rosterline.local.processes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has to be started: enough to start it once more after a crash.
 *
 * @param stopSignal the signal that asks the process to stop in its own time
 * @param warmStart where a JVM keeps what it learns; null for what learns nothing
 */
public record Launch(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path log,
    StopSignal stopSignal,
    @Nullable WarmStart warmStart) {

  /**
   * PostgreSQL waits for its clients on TERM and disconnects them on INT; everything else takes
   * TERM.
   */
  public enum StopSignal {
    TERM,
    INT
  }

  public Launch(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      StopSignal stopSignal) {
    this(name, command, environment, log, stopSignal, null);
  }

  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
