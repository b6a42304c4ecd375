package dev.rosterline.gateway.sessions;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a browser holds of its session, and what follows from it: the name of the row, and the key
 * of what is in it. The database has neither the id nor the key, so a copy of it opens no session
 * and tells nothing of who has signed in.
 *
 * @param id 256 random bits, as the cookie carries them
 */
record SessionKey(String id) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  static SessionKey random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new SessionKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Empty for what no gateway has given out. */
  static Optional<SessionKey> of(String id) {
    return FORM.matcher(id).matches() ? Optional.of(new SessionKey(id)) : Optional.empty();
  }

  byte[] row() {
    return derived("row");
  }

  byte[] seal(byte[] plain) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, plain);
    return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
  }

  byte[] open(byte[] sealed) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE);
    return crypt(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(sealed, NONCE, sealed.length));
  }

  private byte[] crypt(int mode, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      var key = new SecretKeySpec(derived("seal"), "AES");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a session that this key does not open", e);
    }
  }

  private byte[] derived(String what) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(id.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return mac.doFinal(
          ("rosterline console session " + what).getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Not the id: it would let whoever reads a log in. */
  @Override
  public String toString() {
    return "session";
  }
}
