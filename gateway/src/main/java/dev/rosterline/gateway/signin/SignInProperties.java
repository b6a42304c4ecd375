package dev.rosterline.gateway.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may ask whether somebody may sign in.
 *
 * @param key bearer key of the sign-on services, 24 characters or more; without one nobody is
 *     answered
 */
@ConfigurationProperties("rosterline.sign-in")
record SignInProperties(@Nullable String key) {

  private static final int SHORTEST = 24;

  SignInProperties {
    key = key == null || key.isBlank() ? null : key;
    if (key != null && key.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "ROSTERLINE_SIGN_IN_KEY is shorter than " + SHORTEST + " characters");
    }
  }
}
