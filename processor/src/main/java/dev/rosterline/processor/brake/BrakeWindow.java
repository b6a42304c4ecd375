package dev.rosterline.processor.brake;

import dev.rosterline.contract.AccountPolicy;
import java.time.Instant;
import java.util.Arrays;

/** Who left in each of the last 60 minutes, of how many members. */
final class BrakeWindow {

  static final int MINUTES = 60;

  private final int[] counts;
  private final long members;
  private long last;
  private boolean changed;

  /**
   * @param counts the last one of the minute {@code last}; fewer than 60 where nobody left before
   */
  BrakeWindow(int[] counts, long last, long members) {
    this.counts = new int[MINUTES];
    int kept = Math.min(counts.length, MINUTES);
    System.arraycopy(counts, counts.length - kept, this.counts, MINUTES - kept, kept);
    this.last = last;
    this.members = members;
  }

  /** Counts one more, unless that is more than the policy lets go within an hour. */
  boolean admits(AccountPolicy policy, Instant now) {
    advance(now.getEpochSecond() / 60);
    if (used() >= limit(policy)) {
      return false;
    }
    counts[MINUTES - 1]++;
    changed = true;
    return true;
  }

  private long limit(AccountPolicy policy) {
    return Math.max(policy.brakeFloor(), members * policy.brakePercent() / 100);
  }

  /** A clock that went back counts into the minute there is: never fewer than did leave. */
  private void advance(long minute) {
    long steps = minute - last;
    if (steps <= 0) {
      return;
    }
    if (steps < MINUTES) {
      int by = (int) steps;
      System.arraycopy(counts, by, counts, 0, MINUTES - by);
      Arrays.fill(counts, MINUTES - by, MINUTES, 0);
    } else {
      Arrays.fill(counts, 0);
    }
    last = minute;
  }

  long used() {
    return Arrays.stream(counts).asLongStream().sum();
  }

  int[] counts() {
    return counts.clone();
  }

  long last() {
    return last;
  }

  boolean changed() {
    return changed;
  }
}
