package dev.rosterline.acceptance.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Signals to the processes of a running system, found by name. */
public final class Processes {

  /** A line for each generation. */
  private static final Pattern HEAP_IN_USE = Pattern.compile("total \\d+K, used (\\d+)K");

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

  /** Asks a process to stop in order; the launcher starts it anew. */
  public void terminate(String name) {
    signal("TERM", name);
  }

  /** Freezes a process and all that it has started: nothing of it answers. */
  public void pauseTree(String name) {
    tree(name).forEach(pid -> signal("STOP", pid));
  }

  public void resumeTree(String name) {
    tree(name).forEach(pid -> signal("CONT", pid));
  }

  /** Kills one process that this one has started. */
  public void killChild(String name) {
    signal("KILL", tree(name).getLast());
  }

  private List<Long> tree(String name) {
    var root = ProcessHandle.of(pid(name)).orElseThrow();
    return Stream.concat(Stream.of(root), root.descendants()).map(ProcessHandle::pid).toList();
  }

  /** Bytes of a JVM's heap that are in use after a collection. */
  public long heapInUse(String name) {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var pid = Long.toString(pid(name));
    output(jcmd, pid, "GC.run");
    var used = HEAP_IN_USE.matcher(output(jcmd, pid, "GC.heap_info"));
    var bytes = 0L;
    while (used.find()) {
      bytes += Long.parseLong(used.group(1)) * 1024;
    }
    return bytes;
  }

  private static String output(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    signal(signal, pid(name));
  }

  private static void signal(String signal, long pid) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("cannot signal " + pid, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
