package dev.rosterline.processor.removal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The time by which removals are due: the database's, unless it has run ahead. Dates were set by
 * the database's clock, so a step of a processor's own is of no account; and where the database's
 * jumps forward while neither the processor's clock nor the time that has passed since the last
 * look agrees, nobody is removed by it.
 */
@Component
class DueClock {

  private static final Logger LOG = LoggerFactory.getLogger(DueClock.class);

  /** What clocks that are kept differ by at most, with a pause of the process between two looks. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private final InstantSource own;
  private final LongSupplier nanoTime;
  private Instant believed = Instant.MIN;
  private long since;
  private boolean ahead;

  @Autowired
  DueClock() {
    this(InstantSource.system(), System::nanoTime);
  }

  DueClock(InstantSource own, LongSupplier nanoTime) {
    this.own = own;
    this.nanoTime = nanoTime;
  }

  /**
   * The time that can be believed: never later than the database's.
   *
   * @param database what the database's clock says now
   */
  synchronized Instant at(Instant database) {
    long nanos = nanoTime.getAsLong();
    Instant expected = own.instant();
    if (!believed.equals(Instant.MIN)) {
      Instant passed = believed.plusNanos(nanos - since);
      expected = passed.isAfter(expected) ? passed : expected;
    }
    boolean isAhead = database.isAfter(expected.plus(TOLERANCE));
    tell(isAhead, database, expected);
    believed = isAhead ? expected : database;
    since = nanos;
    return believed;
  }

  private void tell(boolean isAhead, Instant database, Instant expected) {
    if (isAhead && !ahead) {
      LOG.error(
          "the database's clock says {}, which is ahead of {}; removals go on by the latter until"
              + " the clocks agree",
          database,
          expected);
    }
    ahead = isAhead;
  }
}
