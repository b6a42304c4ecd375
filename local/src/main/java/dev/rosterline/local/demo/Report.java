package dev.rosterline.local.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;

/** Prints what came out of a sync. */
final class Report {

  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void show(SyncPlan plan, Checks.Found found, Duration usersTook, Measurements measurements) {
    var difference = found.difference();
    out.println();
    line("users", difference.users() + " more");
    line("groups", difference.groups() + " more");
    line("memberships", Long.toString(found.memberships()));
    out.println("  activity");
    difference.activity().forEach((name, count) -> line("  " + name, Long.toString(count)));
    out.println("  membership events");
    new TreeMap<>(found.events().byType())
        .forEach((type, count) -> line("  " + type, Long.toString(count)));
    line("membership state", found.liveStates() + " members");
    var rate = plan.users() / (usersTook.toNanos() / 1e9);
    line("speed", String.format(Locale.ROOT, "%.0f users/s (look-up and create)", rate));
    times(measurements);
    measurements.surprises().stream()
        .limit(5)
        .forEach(text -> out.println("  unexpected: " + text));
  }

  private void times(Measurements measurements) {
    out.printf("%n  %-22s %8s %9s %9s %9s%n", "milliseconds", "requests", "p50", "p95", "p99");
    for (var kind : Kind.values()) {
      var times = Percentiles.of(measurements.of(kind));
      out.printf(
          Locale.ROOT,
          "  %-22s %8d %9.1f %9.1f %9.1f%n",
          kind.words(),
          times.count(),
          milliseconds(times.p50()),
          milliseconds(times.p95()),
          milliseconds(times.p99()));
    }
  }

  void show(Checks checks) {
    out.println();
    for (var check : checks.checks()) {
      var verdict = check.holds() ? "ok  " : "FAIL";
      out.printf(
          "  %s  %-40s expected %d, found %d%n",
          verdict, check.what(), check.expected(), check.found());
    }
    out.println(checks.hold() ? "All checks hold." : "SOME CHECKS FAIL.");
    out.flush();
  }

  private void line(String what, String value) {
    out.printf("  %-26s %s%n", what, value);
  }

  private static double milliseconds(Duration time) {
    return time.toNanos() / 1e6;
  }
}
