package dev.rosterline.processor.intake;

import dev.rosterline.contract.Source;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** How many commands that are not the processor's own come together, as seen lately. */
final class Others {

  /** After so long without one there are none. */
  private static final Duration LATELY = Duration.ofSeconds(2);

  private final LongSupplier nanoTime;
  private int together;
  private long seen;

  Others(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Takes part of a batch into account: more at once, fewer a little at a time. */
  synchronized void applied(List<Item> items) {
    int count = (int) items.stream().filter(Others::isAnother).count();
    if (count > 0) {
      together = Math.max(count, lately() * 7 / 8);
      seen = nanoTime.getAsLong();
    }
  }

  synchronized int lately() {
    return nanoTime.getAsLong() - seen < LATELY.toNanos() ? together : 0;
  }

  private static boolean isAnother(Item item) {
    return !(item instanceof Item.Readable readable
        && readable.envelope().source().equals(Source.SYSTEM));
  }
}
