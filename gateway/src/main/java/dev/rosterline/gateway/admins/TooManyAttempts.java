package dev.rosterline.gateway.admins;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Passwords were guessed too often; this one was not looked at. */
public final class TooManyAttempts extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  TooManyAttempts(Duration retryAfter) {
    super("Too many attempts to sign in");
    this.retryAfter = retryAfter;
  }

  /** Whole seconds, as the header has them. */
  public String retryAfter() {
    return Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds()));
  }
}
