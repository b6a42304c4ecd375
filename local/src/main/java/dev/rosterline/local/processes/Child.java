package dev.rosterline.local.processes;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running process of ours. */
public final class Child {

  private final Launch launch;
  private final Process process;

  private Child(Launch launch, Process process) {
    this.launch = launch;
    this.process = process;
  }

  /**
   * Starts in a session of its own, so that Ctrl-C reaches the launcher only and it decides the
   * order of stopping.
   */
  static Child start(Launch launch) {
    var command = new ArrayList<String>(OwnSession.prefix());
    command.addAll(launch.command());
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(launch.environment());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    try {
      return new Child(launch, builder.start());
    } catch (IOException e) {
      throw new LocalException("cannot start " + launch.name() + ": " + e.getMessage(), e);
    }
  }

  public Launch launch() {
    return launch;
  }

  public String name() {
    return launch.name();
  }

  /** What the name says without the number of the instance. */
  String service() {
    return name().replaceFirst("-[0-9]+$", "");
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  int awaitExit() throws InterruptedException {
    return process.waitFor();
  }

  boolean awaitExit(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  /** The last lines of the log, for a message about a death. */
  public List<String> lastLines(int count) {
    return LogTail.lastLines(launch.log(), count);
  }
}
