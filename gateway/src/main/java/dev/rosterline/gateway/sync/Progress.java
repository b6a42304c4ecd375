package dev.rosterline.gateway.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How provisioning is going.
 *
 * @param at when it was looked at
 * @param waiting commands in the log that are not decided yet, of all accounts
 * @param perSecond operations a second, in this minute and the one before
 * @param session the latest run of operations without a pause of five minutes, null where there was
 *     none within three hours
 * @param minutes of the last hour, the oldest first
 * @param hours of the last day, the oldest first
 * @param waited the most that waited in each minute of the last hour, as far as this gateway has
 *     looked, the oldest first
 */
public record Progress(
    Instant at,
    long waiting,
    double perSecond,
    @Nullable Session session,
    List<Step> minutes,
    List<Step> hours,
    List<Waited> waited) {

  /**
   * Commands in the log that were not decided yet, of all accounts.
   *
   * @param at the minute
   * @param most of all looks in this minute
   */
  public record Waited(Instant at, long most) {}

  /**
   * What was decided in a minute or an hour.
   *
   * @param users how many users were created or brought back
   */
  public record Step(Instant at, long applied, long failed, long users) {

    Step plus(Step other) {
      return new Step(at, applied + other.applied, failed + other.failed, users + other.users);
    }

    boolean isEmpty() {
      return applied + failed == 0;
    }
  }

  /**
   * Operations that followed each other.
   *
   * @param since the minute it began in
   * @param running whether something was decided in this minute or the one before
   */
  public record Session(
      Instant since, Instant until, boolean running, long applied, long failed, long users) {}

  /** Users a second, over the same time as operations. */
  public double usersPerSecond() {
    long users = minutes.reversed().stream().limit(2).mapToLong(Step::users).sum();
    Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
    return users / (60 + Duration.between(minute, at).toMillis() / 1000.0);
  }

  /** Of what has been received, what is decided, in percent. */
  public int percentDone() {
    long decided = session == null ? 0 : session.applied() + session.failed();
    return decided + waiting == 0 ? 100 : (int) (100 * decided / (decided + waiting));
  }

  /**
   * When what waits is decided, at the speed of now; null where nothing waits or nothing moves. How
   * much is still to come no identity provider says.
   */
  public @Nullable Instant estimatedEnd() {
    return waiting == 0 || perSecond <= 0
        ? null
        : at.plus(Duration.ofMillis((long) (waiting / perSecond * 1000)));
  }
}
