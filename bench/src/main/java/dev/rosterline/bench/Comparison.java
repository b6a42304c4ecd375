package dev.rosterline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs the same load against Rosterline and a baseline, alternately in one run, because the rates
 * of a shared machine move: only neighbouring rounds compare.
 */
public final class Comparison {

  /** What one round leaves to do (activity, vacuum) must not burden the next. */
  private static final long SETTLE_SECONDS = 2;

  private static final int WARM_UP_CONNECTIONS = 64;

  private final Driver driver;
  private final Options.Load load;
  private final List<Target> targets;
  private final List<Measurement> measurements = new ArrayList<>();

  private Comparison(Driver driver, Options.Load load, List<Target> targets) {
    this.driver = driver;
    this.load = load;
    this.targets = targets;
  }

  public static void main(String[] arguments) throws IOException {
    if (List.of(arguments).contains("--help")) {
      System.out.print(Options.HELP);
      return;
    }
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException | NullPointerException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
      return;
    }
    System.exit(measure(options) ? 0 : 1);
  }

  private static boolean measure(Options options) throws IOException {
    var checkout = Path.of("").toAbsolutePath();
    var scratch = Files.createDirectories(checkout.resolve("bench/target/scratch"));
    var driver = Driver.copyOf(options.driver(), scratch);
    try (var rosterline = Rosterline.of(checkout, options.data(), options.portBase());
        var baseline = baseline(options, rosterline, scratch)) {
      List<Target> targets = new ArrayList<>(List.of(rosterline.target()));
      if (baseline != null) {
        targets.add(baseline.target(rosterline.target().pids()));
      }
      return new Comparison(driver, options.load(), targets).run();
    }
  }

  private static @Nullable Baseline baseline(Options options, Rosterline rosterline, Path scratch)
      throws IOException {
    var project = options.baseline();
    return project == null ? null : Baseline.start(project, rosterline.postgres(), scratch);
  }

  private boolean run() {
    for (int i = 0; i < load.warmUps(); i++) {
      round("warm-up", WARM_UP_CONNECTIONS);
    }
    for (int connections : load.concurrency()) {
      for (int i = 1; i <= load.rounds(); i++) {
        measurements.addAll(round("round " + i, connections));
      }
    }
    new Report(System.out, measurements).print();
    System.out.println("\nHeap at the end");
    for (var target : targets) {
      Heaps.of(target.pids())
          .forEach((name, heap) -> System.out.printf("  %-14s %s%n", name, heap));
    }
    return measurements.stream().allMatch(Measurement::ok);
  }

  private List<Measurement> round(String name, int connections) {
    List<Measurement> results = new ArrayList<>();
    for (var target : targets) {
      for (var measured : driver.run(target, connections, load.users(connections))) {
        results.add(measured);
        System.out.printf(
            Locale.ROOT,
            "%-8s C=%-3d %-12s %-10s %8.0f users/s%s%n",
            name,
            connections,
            measured.phase(),
            target.name(),
            measured.usersPerSecond(),
            measured.ok() ? "" : "  CHECKS FAILED: " + measured.line());
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SETTLE_SECONDS));
    }
    return results;
  }
}
