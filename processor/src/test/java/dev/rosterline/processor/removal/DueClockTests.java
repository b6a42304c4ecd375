package dev.rosterline.processor.removal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Time passes for three clocks alike; then one of them steps. */
class DueClockTests {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private Instant database = Instant.parse("2026-03-01T12:00:00Z");
  private Instant own = database;
  private long nanos = 5;
  private final DueClock clock = new DueClock(() -> own, () -> nanos);

  @Test
  void isTheDatabases() {
    own = database.minusSeconds(2);
    assertThat(clock.at(database)).isEqualTo(database);
    pass(SECOND);
    assertThat(clock.at(database)).isEqualTo(database);
  }

  @Test
  void goesOnWhereTheDatabasesJumpsForward() {
    clock.at(database);
    Instant before = database;
    database = database.plus(Duration.ofDays(30));
    pass(SECOND);
    assertThat(clock.at(database)).isEqualTo(before.plus(SECOND));
    pass(SECOND);
    assertThat(clock.at(database)).isEqualTo(before.plus(SECOND.multipliedBy(2)));
  }

  @Test
  void isTheDatabasesAgainOnceItIsBack() {
    clock.at(database);
    database = database.plus(Duration.ofDays(30));
    clock.at(database);
    pass(SECOND);
    database = database.minus(Duration.ofDays(30));
    assertThat(clock.at(database)).isEqualTo(database);
  }

  @Test
  void takesADatabaseThatWasBehindAndIsSetRight() {
    database = own.minus(Duration.ofHours(1));
    assertThat(clock.at(database)).isEqualTo(database);
    database = own;
    assertThat(clock.at(database)).isEqualTo(own);
  }

  @Test
  void heedsNoStepOfTheProcessorsOwn() {
    clock.at(database);
    for (Duration step : new Duration[] {Duration.ofDays(40), Duration.ofDays(-80)}) {
      own = own.plus(step);
      pass(SECOND);
      assertThat(clock.at(database)).isEqualTo(database);
    }
  }

  @Test
  void doesNotBelieveAtTheStartWhatIsAheadOfTheProcessors() {
    database = own.plus(Duration.ofDays(30));
    assertThat(clock.at(database)).isEqualTo(own);
  }

  private void pass(Duration time) {
    database = database.plus(time);
    own = own.plus(time);
    nanos += time.toNanos();
  }
}
