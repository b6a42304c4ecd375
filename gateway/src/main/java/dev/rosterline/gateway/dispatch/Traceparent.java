package dev.rosterline.gateway.dispatch;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace a request belongs to: the client's own, or a new one.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 */
final class Traceparent {

  private static final Pattern VALID = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final HexFormat HEX = HexFormat.of();

  private Traceparent() {}

  static String of(@Nullable String header) {
    if (header != null && VALID.matcher(header).matches()) {
      return header;
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "00-"
        + HEX.toHexDigits(random.nextLong() | 1)
        + HEX.toHexDigits(random.nextLong())
        + "-"
        + HEX.toHexDigits(random.nextLong() | 1)
        + "-00";
  }
}
