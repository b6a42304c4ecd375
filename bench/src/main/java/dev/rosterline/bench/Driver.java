package dev.rosterline.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** The load driver: a program that plays an identity provider and prints a JSON line a phase. */
final class Driver {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PHASES = "create,create-only";

  private final Path executable;

  private Driver(Path executable) {
    this.executable = executable;
  }

  /** Copies the folder of the program: it may want to write beside itself. */
  static Driver copyOf(Path executable, Path scratch) {
    var folder = Objects.requireNonNull(executable.getParent());
    var copy = Command.copy(folder, scratch.resolve("driver"));
    return new Driver(copy.resolve(Objects.requireNonNull(executable.getFileName())));
  }

  List<Measurement> run(Target target, int connections, int users) {
    var command =
        List.of(
            executable.toString(),
            "--base",
            target.base(),
            "--token",
            target.token(),
            "--phases",
            PHASES,
            "--n",
            Integer.toString(users),
            "--c",
            Integer.toString(connections),
            "--label",
            target.name(),
            "--pids",
            target.pidList());
    var result = Command.run(Objects.requireNonNull(executable.getParent()), command);
    return result
        .output()
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(line -> Measurement.of(target, JSON.readTree(line)))
        .toList();
  }
}
