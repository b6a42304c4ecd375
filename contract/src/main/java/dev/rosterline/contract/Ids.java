package dev.rosterline.contract;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes UUIDs of version 7 whose 12 bits after the timestamp are chosen.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, 5.7</a>
 */
public final class Ids {

  private final Clock clock;

  public Ids(Clock clock) {
    this.clock = clock;
  }

  /** A new resource id that carries its slot. */
  public ScimId resource(int slot) {
    return new ScimId(random(clock.instant(), slot));
  }

  public CommandId command() {
    return new CommandId(random(clock.instant(), ThreadLocalRandom.current().nextInt(Slot.COUNT)));
  }

  /**
   * The same id each time for the same cause, so that publishing a cause twice makes one command.
   */
  public static CommandId derived(Instant at, UUID cause, long generation) {
    byte[] digest =
        sha256(
            ByteBuffer.allocate(24)
                .putLong(cause.getMostSignificantBits())
                .putLong(cause.getLeastSignificantBits())
                .putLong(generation)
                .array());
    ByteBuffer bytes = ByteBuffer.wrap(digest);
    return new CommandId(version7(at, bytes.getInt() & (Slot.COUNT - 1), bytes.getLong()));
  }

  /** The same id each time for what one command creates, so that it can be published twice. */
  public static ScimId derivedResource(CommandId create, int slot) {
    UUID cause = create.value();
    byte[] digest =
        sha256(
            ByteBuffer.allocate(16)
                .putLong(cause.getMostSignificantBits())
                .putLong(cause.getLeastSignificantBits())
                .array());
    return new ScimId(version7(instantOf(cause), slot, ByteBuffer.wrap(digest).getLong()));
  }

  /** When an id was made, to the millisecond. */
  public static Instant instantOf(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  private static UUID random(Instant at, int slot) {
    return version7(at, slot, ThreadLocalRandom.current().nextLong());
  }

  private static UUID version7(Instant at, int slot, long low) {
    long high = at.toEpochMilli() << 16 | 0x7000L | slot;
    return new UUID(high, low & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
  }

  private static byte[] sha256(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
