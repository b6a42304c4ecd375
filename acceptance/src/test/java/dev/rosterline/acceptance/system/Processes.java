package dev.rosterline.acceptance.system;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Signals to the processes of a running system, found by name. */
public final class Processes {

  private final Supplier<Map<String, Long>> pids;

  Processes(Supplier<Map<String, Long>> pids) {
    this.pids = pids;
  }

  public List<String> processors() {
    return pids.get().keySet().stream().filter(name -> name.startsWith("processor-")).toList();
  }

  public void kill(String name) {
    signal("KILL", name);
  }

  /** Freezes a process: its connections stay, nothing is answered. */
  public void pause(String name) {
    signal("STOP", name);
  }

  public void resume(String name) {
    signal("CONT", name);
  }

  /** The launcher writes a new pid when it has restarted a service. */
  public long pid(String name) {
    var pid = pids.get().get(name);
    if (pid == null) {
      throw new IllegalArgumentException("no process is called " + name + ": " + pids.get());
    }
    return pid;
  }

  private void signal(String signal, String name) {
    var pid = Long.toString(pid(name));
    try {
      new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("cannot signal " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
