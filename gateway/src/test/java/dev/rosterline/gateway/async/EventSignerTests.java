package dev.rosterline.gateway.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class EventSignerTests {

  private static final HexFormat HEX = HexFormat.of();
  private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

  /** SubjectPublicKeyInfo of an Ed25519 key (RFC 8410), without the key. */
  private static final String PREFIX = "302a300506032b6570032100";

  /** RFC 8037, appendix A: seed, public key and thumbprint. */
  private final EventSigner signer =
      new EventSigner(
          HEX.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

  @Test
  void keyIsThatOfTheSeed() {
    JsonNode key = signer.keySet().path("keys").path(0);

    assertThat(key.path("x").asString()).isEqualTo("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    assertThat(key.path("kid").asString()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    assertThat(key.has("d")).isFalse();
  }

  @Test
  void tokenVerifiesWithThePublishedKey() throws Exception {
    String token = signer.sign(JsonNodeFactory.instance.objectNode().put("txn", "1"));

    String[] parts = token.split("\\.");
    JsonNode header = JsonMapper.shared().readTree(BASE64.decode(parts[0]));
    assertThat(header.path("typ").asString()).isEqualTo("secevent+jwt");
    assertThat(header.path("alg").asString()).isEqualTo("EdDSA");
    JsonNode key = signer.keySet().path("keys").path(0);
    assertThat(header.path("kid")).isEqualTo(key.path("kid"));
    byte[] x = BASE64.decode(key.path("x").asString());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(HEX.parseHex(PREFIX + HEX.formatHex(x)))));
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(BASE64.decode(parts[2]))).isTrue();
    assertThat(new String(BASE64.decode(parts[1]), StandardCharsets.UTF_8))
        .isEqualTo("{\"txn\":\"1\"}");
  }

  @Test
  void sameClaimsAreTheSameToken() {
    var claims = JsonNodeFactory.instance.objectNode().put("txn", "1");

    assertThat(signer.sign(claims)).isEqualTo(signer.sign(claims));
  }
}
