package dev.rosterline.gateway.admins;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * For a password that the environment gives in clear and that is encoded for the life of a process
 * only. A slow hash would protect nothing, since none is ever stored, and would cost each request
 * of the admin API a tenth of a second of CPU, and each guess as well. Guesses are counted instead.
 *
 * @see Attempts
 */
public final class KeyedPasswordEncoder implements PasswordEncoder {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  public KeyedPasswordEncoder() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, ALGORITHM);
  }

  @Override
  public String encode(@Nullable CharSequence password) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of()
          .formatHex(mac.doFinal(String.valueOf(password).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
    return MessageDigest.isEqual(
        encode(password).getBytes(StandardCharsets.US_ASCII),
        String.valueOf(encoded).getBytes(StandardCharsets.US_ASCII));
  }
}
