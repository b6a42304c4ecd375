package dev.rosterline.gateway.async;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Reads what a client prefers. What is not known, or cannot be read, is as if it were not there.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240#section-2">RFC 7240, 2, 4.1 and 4.3</a>
 */
public final class Preference {

  public static final String PREFER = "Prefer";
  public static final String RESPOND_ASYNC = "respond-async";

  /** Longer than any answer takes; beyond it a number need not be told exactly. */
  private static final int LONGEST_WAIT = 3_600;

  private static final int LONGEST_NUMBER = 9;

  private Preference() {}

  /**
   * How long the client would rather wait for the outcome before it is answered that its request
   * was accepted; null where it did not ask for that.
   */
  public static @Nullable Duration patience(HttpHeaders headers) {
    List<String> lines = headers.get(PREFER);
    return lines == null ? null : patience(lines);
  }

  static @Nullable Duration patience(List<String> lines) {
    Map<String, String> preferences = PreferenceParser.parse(String.join(",", lines));
    String async = preferences.get(RESPOND_ASYNC);
    return async == null || !async.isEmpty() ? null : wait(preferences.getOrDefault("wait", ""));
  }

  private static Duration wait(String seconds) {
    if (seconds.isEmpty() || !seconds.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(
        seconds.length() > LONGEST_NUMBER
            ? LONGEST_WAIT
            : Math.min(LONGEST_WAIT, Integer.parseInt(seconds)));
  }
}
