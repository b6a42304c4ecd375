package dev.rosterline.gateway.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * What a token looks like: {@code rstl_}, 43 characters that hold 256 random bits, and a checksum
 * of 6, so that a typing error or a foreign secret is refused without asking the database, and
 * secret scanners can find a leaked one.
 */
public final class TokenFormat {

  private static final String PREFIX = "rstl_";
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM_LENGTH = 43;
  private static final int CHECKSUM_LENGTH = 6;
  private static final int LENGTH = PREFIX.length() + RANDOM_LENGTH + CHECKSUM_LENGTH;
  private static final int SHOWN = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private TokenFormat() {}

  /** A new token. 43 of 62 characters hold a little over 256 bits. */
  public static String generate() {
    StringBuilder token = new StringBuilder(PREFIX);
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      token.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return token.append(checksum(token)).toString();
  }

  public static boolean isWellFormed(String token) {
    return token.length() == LENGTH
        && token.startsWith(PREFIX)
        && token.endsWith(checksum(token.substring(0, LENGTH - CHECKSUM_LENGTH)));
  }

  /** What the token is stored and found by. */
  public static ByteBuffer hash(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).asReadOnlyBuffer();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The part that may be shown later, to tell tokens apart. */
  public static String shown(String token) {
    return token.substring(0, SHOWN);
  }

  private static String checksum(CharSequence token) {
    CRC32 crc = new CRC32();
    crc.update(token.toString().getBytes(StandardCharsets.UTF_8));
    long rest = crc.getValue();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < CHECKSUM_LENGTH; i++) {
      text.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
      rest /= ALPHABET.length();
    }
    return text.toString();
  }
}
