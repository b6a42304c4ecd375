package dev.rosterline.local.processes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a JVM of the same version as the launcher's. */
public final class JavaCommand {

  private final List<String> words = new ArrayList<>();

  private JavaCommand() {
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }

  /**
   * A JVM with this much heap; the serial collector is the frugal one below a gigabyte and leaves
   * the cores to the work. Half of it is for what is young: little lives long here, and requests
   * under way must not be taken for old.
   */
  public static JavaCommand withHeap(String heap) {
    var command = new JavaCommand();
    command.words.addAll(
        List.of(
            "-Xmx" + heap, "-XX:+UseSerialGC", "-XX:NewRatio=1", "-XX:+ExitOnOutOfMemoryError"));
    return command;
  }

  /**
   * Without the optimising compiler, which on one machine takes more from the others in the first
   * minutes than it gives to a process that does little.
   */
  public JavaCommand quickToWarm() {
    return option("-XX:TieredStopAtLevel=1");
  }

  /** With what an earlier run learnt, or recording it for the next. */
  public JavaCommand warm(WarmStart start) {
    words.addAll(start.options());
    return this;
  }

  public JavaCommand option(String option) {
    words.add(option);
    return this;
  }

  public List<String> jar(Path jar) {
    words.addAll(List.of("-jar", jar.toString()));
    return List.copyOf(words);
  }

  public List<String> main(String classPath, String mainClass, String... arguments) {
    words.addAll(List.of("-cp", classPath, mainClass));
    words.addAll(List.of(arguments));
    return List.copyOf(words);
  }
}
