package dev.rosterline.local.processes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the small system commands that change how a process is started. */
public final class OwnSession {

  private OwnSession() {}

  /** {@code setsid} where the system has it (Linux), nothing elsewhere. */
  public static List<String> prefix() {
    return find("setsid").map(path -> List.of(path.toString())).orElse(List.of());
  }

  /** Looks a command up on the PATH. */
  public static Optional<Path> find(String command) {
    var path = System.getenv("PATH");
    if (path == null) {
      return Optional.empty();
    }
    for (var directory : path.split(File.pathSeparator)) {
      var candidate = Path.of(directory, command);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
