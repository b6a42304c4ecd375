package dev.rosterline.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTests {

  @Test
  void percentilesAreTheNearestRank() {
    var times = IntStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).toList();
    assertThat(Percentiles.of(times.reversed()))
        .isEqualTo(
            new Percentiles(
                200, Duration.ofMillis(100), Duration.ofMillis(190), Duration.ofMillis(198)));
  }

  @Test
  void oneTimeIsEveryPercentile() {
    var one = Duration.ofMillis(7);
    assertThat(Percentiles.of(List.of(one))).isEqualTo(new Percentiles(1, one, one, one));
  }

  @Test
  void nothingMeasuredIsZero() {
    assertThat(Percentiles.of(List.of()))
        .isEqualTo(new Percentiles(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }
}
