package dev.rosterline.scim;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What was a valid body, and is hardly one any more: the same for the same seed. */
final class Mutations {

  /** Each is put in place of a value, or beside one. */
  private static final List<String> ODDITIES =
      List.of(
          "\u0000",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "9".repeat(400),
          "-9".repeat(20),
          "1e999999999",
          "1e99999999999",
          "-1E-99999999999",
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
          "\"bulkId:\"",
          "\"bulkId:a\"",
          "/*",
          "\uFEFF",
          "\u2028",
          "NaN",
          "'a'");

  private Mutations() {}

  static byte[] of(String valid, long seed) {
    Random random = new Random(seed);
    byte[] bytes = valid.getBytes(StandardCharsets.UTF_8);
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      bytes = once(bytes, random);
    }
    return bytes;
  }

  private static byte[] once(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = from + random.nextInt(bytes.length - from + 1);
    byte[] part = Arrays.copyOfRange(bytes, from, to);
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(bytes, from);
      case 1 -> joined(bytes, from, part, from);
      case 2 -> joined(bytes, from, new byte[0], to);
      case 3 -> joined(bytes, from, new byte[] {(byte) random.nextInt(256)}, from);
      case 4 -> joined(bytes, from, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, from);
      case 5 -> twice(bytes);
      default -> inPlaceOfAValue(bytes, random);
    };
  }

  /** Members by the same name. */
  private static byte[] twice(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int open = text.indexOf('{');
    int comma = text.indexOf(',', open);
    return open < 0 || comma < 0
        ? bytes
        : joined(bytes, comma + 1, Arrays.copyOfRange(bytes, open + 1, comma + 1), comma + 1);
  }

  private static byte[] inPlaceOfAValue(byte[] bytes, Random random) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int colon = text.indexOf(':', bytes.length == 0 ? 0 : random.nextInt(bytes.length));
    if (colon < 0) {
      return bytes;
    }
    int end = colon + 1;
    while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String odd = ODDITIES.get(random.nextInt(ODDITIES.size()));
    return joined(bytes, colon + 1, odd.getBytes(StandardCharsets.UTF_8), end);
  }

  private static byte[] joined(byte[] bytes, int from, byte[] between, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(between);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
