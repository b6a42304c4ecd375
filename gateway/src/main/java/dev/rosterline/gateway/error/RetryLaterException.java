package dev.rosterline.gateway.error;

import dev.rosterline.scim.error.ScimError;
import java.time.Duration;

/** The request was not accepted now but may be later: 429 or 503 with Retry-After. */
public final class RetryLaterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ScimError error;
  private final Duration after;

  private RetryLaterException(int status, String detail, Duration after) {
    // Thrown when there is too much to do already: no stack trace.
    super(detail, null, false, false);
    this.error = ScimError.of(status, detail);
    this.after = after;
  }

  public static RetryLaterException tooMany(String detail) {
    return tooMany(detail, Duration.ofSeconds(1));
  }

  public static RetryLaterException tooMany(String detail, Duration after) {
    return new RetryLaterException(429, detail, after);
  }

  public static RetryLaterException unavailable(String detail, Duration after) {
    return new RetryLaterException(503, detail, after);
  }

  public ScimError error() {
    return error;
  }

  public Duration after() {
    return after;
  }
}
