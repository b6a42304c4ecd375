package dev.rosterline.local.processes;

/**
 * What is said about a child that died or never came up: what, the end of its log, where the rest
 * is.
 */
final class Obituary {

  private static final int LINES = 20;

  private Obituary() {}

  static String of(Child child, String what) {
    return "%s (pid %d) %s; the last lines of %s:%n    %s"
        .formatted(
            child.name(),
            child.pid(),
            what,
            child.launch().log(),
            String.join(System.lineSeparator() + "    ", child.lastLines(LINES)));
  }
}
