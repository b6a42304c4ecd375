package dev.rosterline.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Asks processes to stop, and makes them when they do not. */
final class Signals {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Signals() {}

  static void stop(ProcessHandle handle, Launch.StopSignal signal) {
    send(handle, signal);
    if (!gone(handle)) {
      handle.destroyForcibly();
      gone(handle);
    }
  }

  private static void send(ProcessHandle handle, Launch.StopSignal signal) {
    switch (signal) {
      case TERM -> handle.destroy();
      case INT -> interrupt(handle);
    }
  }

  private static void interrupt(ProcessHandle handle) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(handle.pid())).start().waitFor();
    } catch (IOException e) {
      handle.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      handle.destroy();
    }
  }

  /**
   * Asks often: for a process that is not a child of this JVM, {@code onExit} looks only every few
   * seconds.
   */
  private static boolean gone(ProcessHandle handle) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (handle.isAlive() && !isZombie(handle.pid())) {
      if (System.nanoTime() > end) {
        return false;
      }
      Await.pause(Duration.ofMillis(20));
    }
    return true;
  }

  /** In a container without an init nobody buries the dead of a killed launcher. */
  private static boolean isZombie(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "stat")).contains(") Z ");
    } catch (IOException e) {
      return false;
    }
  }
}
