package dev.rosterline.acceptance.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bodies that were valid once. */
final class Mutations {

  private static final List<String> ODDITIES =
      List.of(
          "\u0000",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "9".repeat(400),
          "1e99999999999",
          "-0.0",
          "[".repeat(64),
          "{\"a\":".repeat(64),
          "\"" + "x".repeat(70_000) + "\"",
          "null",
          "true",
          "[]",
          "{}",
          "\"\"",
          "[null]",
          "\"bulkId:a\"",
          "\"bulkId:\"",
          "\uFEFF",
          "'a'");

  private Mutations() {}

  static byte[] of(String valid, Random random) {
    byte[] bytes = valid.getBytes(StandardCharsets.UTF_8);
    int from = random.nextInt(bytes.length);
    int to = from + random.nextInt(bytes.length - from + 1);
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(bytes, from);
      case 1 -> joined(bytes, from, Arrays.copyOfRange(bytes, from, to), from);
      case 2 -> joined(bytes, from, new byte[0], to);
      case 3 -> joined(bytes, from, new byte[] {(byte) random.nextInt(256)}, from + 1);
      case 4 -> joined(bytes, from, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, from);
      default -> inPlaceOfAValue(valid, random).getBytes(StandardCharsets.UTF_8);
    };
  }

  /** Most is JSON still. */
  private static String inPlaceOfAValue(String valid, Random random) {
    int colon = valid.indexOf(": ", random.nextInt(valid.length()));
    if (colon < 0) {
      return valid + valid;
    }
    int end = colon + 2;
    while (",}]".indexOf(valid.charAt(end)) < 0) {
      end++;
    }
    String odd = ODDITIES.get(random.nextInt(ODDITIES.size()));
    return valid.substring(0, colon + 2) + odd + valid.substring(end);
  }

  private static byte[] joined(byte[] bytes, int from, byte[] between, int to) {
    var out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(between);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
