package dev.rosterline.local.processes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one kind of JVM learnt in a run, kept for the next: its classes linked, and which methods
 * are hot. A new system's first minutes go to loading and compiling; with this they are shorter by
 * a third.
 *
 * <p>The first orderly end of a JVM leaves a recording, from which the cache is made once. A cache
 * that does not fit (another JDK, other jars) is ignored by the JVM.
 *
 * @param jar what the JVM runs; the cache lies beside it
 * @param version of the jar, so that another content has a cache of its own
 * @param recording what this run leaves when it ends
 * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
 * @see <a href="https://openjdk.org/jeps/515">JEP 515</a>
 */
public record WarmStart(Path jar, String version, Path recording) {

  private static final String JAVA = System.getProperty("java.version");

  Path cache() {
    var name = "%s-%s-%s.aot".formatted(jar.getFileName(), version, JAVA);
    return jar.resolveSibling(name.replace(' ', '-'));
  }

  /** The option that uses the cache, or those that record for it. */
  List<String> options() {
    return Files.exists(cache())
        ? List.of("-XX:AOTCache=" + cache(), "-Xlog:aot=off,cds=off")
        : List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording);
  }

  boolean isRecorded() {
    return Files.exists(recording) && !Files.exists(cache());
  }

  /**
   * A shell command that makes the cache of what was recorded, whole or not at all, and removes
   * those of earlier versions.
   *
   * @param command of the JVM that recorded: heap, collector and class path must be the same
   */
  String creation(List<String> command) {
    var part = Path.of(cache() + "." + ProcessHandle.current().pid());
    var words = new ArrayList<>(command);
    words.removeAll(options());
    words.addAll(
        1,
        List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recording, "-XX:AOTCache=" + part));
    return "%s && rm -f %s-*.aot && mv %s %s; rm -f %s %s"
        .formatted(
            quoted(words),
            quoted(jar),
            quoted(part),
            quoted(cache()),
            quoted(recording),
            quoted(part));
  }

  private static String quoted(List<String> words) {
    return String.join(" ", words.stream().map(WarmStart::quoted).toList());
  }

  private static String quoted(Object word) {
    return "'" + word.toString().replace("'", "'\\''") + "'";
  }
}
