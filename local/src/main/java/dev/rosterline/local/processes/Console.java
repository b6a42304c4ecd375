package dev.rosterline.local.processes;

import java.io.PrintStream;
import java.util.Locale;

/** Progress lines with the seconds since the start. */
public final class Console {

  private final long begun = System.nanoTime();
  private final PrintStream out;

  public Console(PrintStream out) {
    this.out = out;
  }

  /** One step done. */
  public void step(String what) {
    out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - begun) / 1e9, what);
    out.flush();
  }

  /** A line without a time. */
  public void say(String line) {
    out.println(line);
    out.flush();
  }
}
