package dev.rosterline.gateway.console;

import dev.rosterline.gateway.sync.Progress.Step;
import dev.rosterline.gateway.sync.Progress.Waited;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Columns of a chart, in units of its view box.
 *
 * @param most what the highest column stands for
 */
public record Chart(List<Column> columns, long most) {

  static final int WIDTH = 720;
  static final int HEIGHT = 140;
  private static final int MINUTES = 60;

  /** What was applied stands on what failed. */
  public record Column(
      Instant at,
      double x,
      double width,
      double appliedY,
      double appliedHeight,
      double failedY,
      double failedHeight,
      long applied,
      long failed) {}

  static Chart of(List<Step> steps) {
    long most = steps.stream().mapToLong(step -> step.applied() + step.failed()).max().orElse(0);
    double scale = most == 0 ? 0 : (double) HEIGHT / most;
    double pitch = (double) WIDTH / steps.size();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      double failed = rounded(step.failed() * scale);
      double applied = rounded(step.applied() * scale);
      columns.add(
          new Column(
              step.at(),
              rounded(i * pitch + pitch * 0.1),
              rounded(pitch * 0.8),
              rounded(HEIGHT - failed - applied),
              applied,
              rounded(HEIGHT - failed),
              failed,
              step.applied(),
              step.failed()));
    }
    return new Chart(columns, most);
  }

  /** What waited, minute by minute of the last hour, where operations are applied. */
  static Chart ofWaiting(List<Waited> waited, Instant now) {
    Map<Instant, Long> most =
        waited.stream().collect(Collectors.toMap(Waited::at, Waited::most, Math::max));
    Instant last = now.truncatedTo(ChronoUnit.MINUTES);
    return of(
        IntStream.rangeClosed(1 - MINUTES, 0)
            .mapToObj(minute -> last.plus(minute, ChronoUnit.MINUTES))
            .map(at -> new Step(at, most.getOrDefault(at, 0L), 0, 0))
            .toList());
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
