package dev.rosterline.local.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A bar on a terminal, a line for every tenth elsewhere. */
final class Progress {

  private static final int WIDTH = 40;

  private final PrintStream out;
  private final boolean terminal;
  private final AtomicInteger done = new AtomicInteger();
  private String what = "";
  private int total;
  private long begun;
  private int shown;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  synchronized void begin(String what, int total) {
    this.what = what;
    this.total = total;
    this.begun = System.nanoTime();
    this.shown = 0;
    done.set(0);
  }

  void advance() {
    draw(done.incrementAndGet());
  }

  synchronized void end() {
    if (terminal) {
      out.println();
    }
  }

  private synchronized void draw(int count) {
    var step = count * (terminal ? 100 : 10) / total;
    if (step <= shown) {
      return;
    }
    shown = step;
    var rate = count / ((System.nanoTime() - begun) / 1e9);
    var filled = count * WIDTH / total;
    out.printf(
        Locale.ROOT,
        terminal ? "\r  %-14s %s %7d / %d  %6.0f/s" : "  %-14s %s%7d / %d  %6.0f/s%n",
        what,
        terminal ? "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "]" : "",
        count,
        total,
        rate);
    out.flush();
  }
}
