package dev.rosterline.gateway.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.gateway.sync.Progress.Session;
import dev.rosterline.gateway.sync.Progress.Step;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SyncProgressTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final TreeMap<Instant, Step> minutes = new TreeMap<>();

  @Test
  void sessionIsWhatFollowedWithoutAPauseOfFiveMinutes() {
    step(-30, 500, 0, 500);
    step(-9, 10, 1, 10);
    step(-4, 20, 2, 15);
    step(0, 30, 0, 30);

    assertThat(SyncProgress.session(minutes, NOON))
        .isEqualTo(new Session(at(-9), at(0), true, 60, 3, 55));
  }

  @Test
  void sessionOfAWhileAgoIsNotRunning() {
    step(-2, 10, 0, 10);

    assertThat(SyncProgress.session(minutes, NOON))
        .isEqualTo(new Session(at(-2), at(-2), false, 10, 0, 10));
    assertThat(SyncProgress.session(new TreeMap<>(), NOON)).isNull();
  }

  @Test
  void speedIsOfThisMinuteAsFarAsItHasGoneAndTheOneBefore() {
    step(-2, 9_000, 0, 0);
    step(-1, 500, 100, 0);
    step(0, 300, 0, 0);

    assertThat(SyncProgress.perSecond(minutes, NOON.plusSeconds(30))).isEqualTo(10);
  }

  @Test
  void whatWaitsEndsAtTheSpeedOfNowAndWhatStandsStillHasNoEnd() {
    assertThat(progress(50, 10).estimatedEnd()).isEqualTo(NOON.plusSeconds(5));
    assertThat(progress(50, 0).estimatedEnd()).isNull();
    assertThat(progress(0, 10).estimatedEnd()).isNull();
  }

  private static Progress progress(long waiting, double perSecond) {
    return new Progress(NOON, waiting, perSecond, null, List.of(), List.of(), List.of());
  }

  private void step(int minute, long applied, long failed, long users) {
    minutes.put(at(minute), new Step(at(minute), applied, failed, users));
  }

  private static Instant at(int minute) {
    return NOON.plusSeconds(minute * 60L);
  }
}
