package dev.rosterline.processor.intake;

import dev.rosterline.contract.Source;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Whether commands come that are not the processor's own. */
final class Others {

  /** After so long without one there are none. */
  private static final Duration LATELY = Duration.ofSeconds(2);

  private final LongSupplier nanoTime;
  private volatile boolean seen;
  private volatile long seenAt;

  Others(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void applied(List<Item> items) {
    if (items.stream().anyMatch(Others::isAnother)) {
      seenAt = nanoTime.getAsLong();
      seen = true;
    }
  }

  boolean isLately() {
    return seen && nanoTime.getAsLong() - seenAt < LATELY.toNanos();
  }

  private static boolean isAnother(Item item) {
    return !(item instanceof Item.Readable readable
        && readable.envelope().source().equals(Source.SYSTEM));
  }
}
