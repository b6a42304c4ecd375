package dev.rosterline.local.processes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What has to be started: enough to start it once more after a crash.
 *
 * @param stopSignal the signal that asks the process to stop in its own time
 */
public record Launch(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path log,
    StopSignal stopSignal) {

  /**
   * PostgreSQL waits for its clients on TERM and disconnects them on INT; everything else takes
   * TERM.
   */
  public enum StopSignal {
    TERM,
    INT
  }

  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
