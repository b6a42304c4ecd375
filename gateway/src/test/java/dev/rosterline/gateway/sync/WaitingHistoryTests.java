package dev.rosterline.gateway.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.gateway.sync.Progress.Waited;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WaitingHistoryTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final AtomicLong waiting = new AtomicLong();
  private Instant now = NOON;
  private final InstantSource source = () -> now;
  private final Clock clock = source.withZone(ZoneOffset.UTC);
  private final WaitingHistory history = new WaitingHistory(waiting::get, clock);

  @Test
  void minuteTellsTheMostOfItsLooks() {
    look(Duration.ZERO, 5);
    look(Duration.ofSeconds(20), 90);
    look(Duration.ofSeconds(40), 10);
    look(Duration.ofSeconds(60), 3);
    assertThat(history.lastHour())
        .containsExactly(new Waited(NOON, 90), new Waited(NOON.plusSeconds(60), 3));
  }

  @Test
  void whatIsOlderThanAnHourIsForgottenEvenIfNobodyLooked() {
    look(Duration.ZERO, 5);
    look(Duration.ofMinutes(1), 7);
    now = NOON.plus(Duration.ofMinutes(59));
    assertThat(history.lastHour()).hasSize(2);
    now = NOON.plus(Duration.ofMinutes(60));
    assertThat(history.lastHour()).containsExactly(new Waited(NOON.plusSeconds(60), 7));
  }

  private void look(Duration after, long count) {
    now = NOON.plus(after);
    waiting.set(count);
    history.look();
  }
}
