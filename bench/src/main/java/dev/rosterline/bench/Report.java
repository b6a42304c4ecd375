package dev.rosterline.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Prints medians of the rounds, both servers side by side. */
final class Report {

  private final PrintStream out;
  private final List<Measurement> measurements;

  Report(PrintStream out, List<Measurement> measurements) {
    this.out = out;
    this.measurements = List.copyOf(measurements);
  }

  void print() {
    out.printf(
        "%n%4s  %-12s  %-10s  %9s  %6s  %7s %7s %7s  %s%n",
        "C",
        "phase",
        "server",
        "users/s",
        "ratio",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "CPU us per request");
    for (var cell : cells()) {
      lines(cell.getFirst(), cell.getLast());
    }
  }

  /** Connections and phase of each pair of lines, in the order they were measured. */
  private List<List<String>> cells() {
    return measurements.stream()
        .map(m -> List.of(Integer.toString(m.connections()), m.phase()))
        .distinct()
        .toList();
  }

  private void lines(String connections, String phase) {
    var rosterline = of(connections, phase, "rosterline");
    var baseline = of(connections, phase, "baseline");
    line(connections, phase, rosterline, ratio(rosterline, baseline));
    if (!baseline.isEmpty()) {
      line(connections, phase, baseline, "");
    }
  }

  private void line(String connections, String phase, List<Measurement> rounds, String ratio) {
    out.printf(
        Locale.ROOT,
        "%4s  %-12s  %-10s  %9.0f  %6s  %7.1f %7.1f %7.1f  %s%n",
        connections,
        phase,
        rounds.getFirst().target(),
        median(rounds, Measurement::usersPerSecond),
        ratio,
        median(rounds, m -> m.post().p50()),
        median(rounds, m -> m.post().p95()),
        median(rounds, m -> m.post().p99()),
        cpu(rounds));
  }

  /** Median of the rounds' ratios: neighbours in time see the same machine. */
  private static String ratio(List<Measurement> rosterline, List<Measurement> baseline) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(rosterline.size(), baseline.size()); i++) {
      ratios.add(rosterline.get(i).usersPerSecond() / baseline.get(i).usersPerSecond());
    }
    return ratios.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", median(ratios));
  }

  private static String cpu(List<Measurement> rounds) {
    Map<String, List<Double>> byProcess = new TreeMap<>();
    for (var round : rounds) {
      round.cpu().forEach((p, us) -> byProcess.computeIfAbsent(p, n -> new ArrayList<>()).add(us));
    }
    return byProcess.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%s %.0f", e.getKey(), median(e.getValue())))
        .collect(Collectors.joining("  "));
  }

  private List<Measurement> of(String connections, String phase, String target) {
    return measurements.stream()
        .filter(m -> Integer.toString(m.connections()).equals(connections))
        .filter(m -> m.phase().equals(phase) && m.target().equals(target))
        .toList();
  }

  private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> value) {
    return median(rounds.stream().map(value::applyAsDouble).toList());
  }

  static double median(List<Double> values) {
    var sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
