package dev.rosterline.gateway.async;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs security event tokens with Ed25519, and tells the key that they verify with. The same
 * claims give the same token each time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8417#section-2.3">RFC 8417, 2.3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8037">RFC 8037</a>
 */
final class EventSigner {

  private static final int POINT = 32;

  private final KeyPair pair;
  private final String publicKey;
  private final String keyId;

  /**
   * @param seed 32 random bytes, which are an Ed25519 private key
   */
  EventSigner(byte[] seed) {
    this.pair = pair(seed);
    this.publicKey = text(encoded((EdECPublicKey) pair.getPublic()));
    this.keyId = thumbprint(publicKey);
  }

  String sign(ObjectNode claims) {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    header.put("typ", "secevent+jwt").put("alg", "EdDSA").put("kid", keyId);
    String signed = text(bytes(header.toString())) + "." + text(bytes(claims.toString()));
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(bytes(signed));
      return signed + "." + text(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  /** As a set of keys (RFC 7517, 5). */
  ObjectNode keySet() {
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    set.putArray("keys")
        .addObject()
        .put("kty", "OKP")
        .put("crv", "Ed25519")
        .put("alg", "EdDSA")
        .put("use", "sig")
        .put("kid", keyId)
        .put("x", publicKey);
    return set;
  }

  /** The one way that Java has from a private key to its public one: to "generate" it. */
  private static KeyPair pair(byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  /** Little-endian, with the sign of x in the last bit (RFC 8032, 5.1.2). */
  private static byte[] encoded(EdECPublicKey key) {
    byte[] bigEndian = key.getPoint().getY().toByteArray();
    byte[] point = new byte[POINT];
    for (int i = 0; i < Math.min(POINT, bigEndian.length); i++) {
      point[i] = bigEndian[bigEndian.length - 1 - i];
    }
    if (key.getPoint().isXOdd()) {
      point[POINT - 1] |= (byte) 0x80;
    }
    return point;
  }

  /** RFC 7638, 3: the members that a key of this kind needs, in order. */
  private static String thumbprint(String x) {
    String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
    try {
      return text(MessageDigest.getInstance("SHA-256").digest(bytes(members)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Gives the seed, and nothing else. */
  private static final class Fixed extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] seed;

    Fixed(byte[] seed) {
      this.seed = Arrays.copyOf(seed, POINT);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
