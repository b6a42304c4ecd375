package dev.rosterline.local.processes;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks processes to stop, and makes them when they do not. */
final class Signals {

  private static final int PATIENCE_SECONDS = 20;

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

  private static boolean gone(ProcessHandle handle) {
    try {
      handle.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return !handle.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !handle.isAlive();
    }
  }
}
