package dev.rosterline.contract;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Where in the log a resource lives for its whole life: 12 bits inside its id, set at creation from
 * account and matching key.
 *
 * <p>A hash of the name, not of the account: an initial sync of 100,000 people spreads over all
 * partitions, and racing creates of one name meet in one partition, in order.
 */
public final class Slot {

  /** Number of slots; a divisor-rich power of two, so that it spreads evenly over 24 partitions. */
  public static final int COUNT = 4096;

  private Slot() {}

  /** The slot of a new resource. */
  public static int ofKey(AccountId account, String resourceType, String matchingKey) {
    CRC32C hash = new CRC32C();
    hash.update(
        (account + ":" + resourceType + ":" + matchingKey).getBytes(StandardCharsets.UTF_8));
    return (int) (hash.getValue() & (COUNT - 1));
  }

  /** The slot inside an id that was made by {@link Ids}. */
  public static int ofId(UUID id) {
    return (int) (id.getMostSignificantBits() & 0x0FFF);
  }

  /** The partition of a slot; every topic about members or groups uses this rule. */
  public static int partition(int slot, int partitions) {
    return slot % partitions;
  }
}
