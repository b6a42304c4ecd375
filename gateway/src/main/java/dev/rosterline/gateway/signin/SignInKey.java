package dev.rosterline.gateway.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The key of the sign-on services. A digest is compared, in a time that tells nothing; the key has
 * enough entropy for a fast one, and a slow one would be most of the answer.
 */
final class SignInKey {

  private static final String BEARER = "Bearer ";

  private final byte @Nullable [] digest;

  SignInKey(@Nullable String key) {
    this.digest = key == null ? null : digest(key);
  }

  boolean isSet() {
    return digest != null;
  }

  /**
   * @param authorization the header of the request
   */
  boolean opens(@Nullable String authorization) {
    return digest != null
        && authorization != null
        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && MessageDigest.isEqual(digest, digest(authorization.substring(BEARER.length()).strip()));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
