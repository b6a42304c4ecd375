package dev.rosterline.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** A compact JWS as its receiver reads it (RFC 7515, 3.1), with the one algorithm there is. */
record SignedToken(String signed, byte[] signature) {

  /** What X.509 puts before a key of 32 bytes to tell that it is Ed25519 (RFC 8410, 4). */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  static SignedToken of(String compact) {
    var parts = compact.split("\\.", -1);
    assertThat(parts).as("parts of %s", compact).hasSize(3);
    return new SignedToken(parts[0] + "." + parts[1], Base64.getUrlDecoder().decode(parts[2]));
  }

  JsonNode header() {
    return json(0);
  }

  JsonNode claims() {
    return json(1);
  }

  private JsonNode json(int part) {
    return Json.MAPPER.readTree(Base64.getUrlDecoder().decode(signed.split("\\.")[part]));
  }

  /** With the key of the set (RFC 7517, 5) that it names. */
  boolean verifies(JsonNode keySet) {
    var kid = header().path("kid").asString();
    var key =
        Json.elements(keySet.path("keys"))
            .filter(one -> one.path("kid").asString().equals(kid))
            .findFirst()
            .orElseThrow();
    assertThat(header().path("alg").asString()).isEqualTo(key.path("alg").asString());
    try {
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(publicKey(key.path("x").asString()));
      verifier.update(signed.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PublicKey publicKey(String x) throws GeneralSecurityException {
    var point = Base64.getUrlDecoder().decode(x);
    var encoded = new byte[ED25519.length + point.length];
    System.arraycopy(ED25519, 0, encoded, 0, ED25519.length);
    System.arraycopy(point, 0, encoded, ED25519.length, point.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }
}
