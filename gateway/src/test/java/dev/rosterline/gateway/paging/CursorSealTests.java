package dev.rosterline.gateway.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorSealTests {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final byte[] QUERY =
      "account\nUsers\nactive eq true".getBytes(StandardCharsets.UTF_8);
  private static final Bookmark BOOKMARK =
      new Bookmark(new Position("ada.müller@example.com", UUID.randomUUID()), 100, 20_000);

  private final CursorSeal seal = seal((byte) 1);

  private static CursorSeal seal(byte key) {
    byte[] bytes = new byte[32];
    bytes[0] = key;
    return new CursorSeal(new SecretKeySpec(bytes, "HmacSHA256"), Duration.ofHours(1));
  }

  @Test
  void whatWasSealedIsReadByWhoeverHasTheKey() {
    String cursor = seal.seal(BOOKMARK, QUERY, NOW);
    assertThat(seal((byte) 1).open(cursor, QUERY, 100, NOW)).isEqualTo(BOOKMARK);
    Bookmark noKey = new Bookmark(new Position(null, UUID.randomUUID()), 1, 2);
    assertThat(seal.open(seal.seal(noKey, QUERY, NOW), QUERY, 1, NOW)).isEqualTo(noKey);
    Bookmark emptyKey = new Bookmark(new Position("", UUID.randomUUID()), 1, 2);
    assertThat(seal.open(seal.seal(emptyKey, QUERY, NOW), QUERY, 1, NOW)).isEqualTo(emptyKey);
  }

  @Test
  void cursorHasUnreservedCharactersAloneAndTellsNothing() {
    String cursor = seal.seal(BOOKMARK, QUERY, NOW);
    assertThat(cursor).matches("[A-Za-z0-9._~-]+");
    assertThat(new String(java.util.Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8))
        .doesNotContain("ada");
  }

  @Test
  void everyChangedCharacterMakesItInvalidWithOneAndTheSameText() {
    String cursor = seal.seal(BOOKMARK, QUERY, NOW);
    ScimError foreign = refusal(cursor, "another query".getBytes(StandardCharsets.UTF_8), 100, NOW);
    assertThat(foreign.type()).isEqualTo(ScimType.INVALID_CURSOR);
    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      String forged = cursor.substring(0, i) + other + cursor.substring(i + 1);
      assertThat(refusal(forged, QUERY, 100, NOW)).isEqualTo(foreign);
    }
    assertThat(seal((byte) 2).seal(BOOKMARK, QUERY, NOW))
        .satisfies(alien -> assertThat(refusal(alien, QUERY, 100, NOW)).isEqualTo(foreign));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "=", "====", "AAAA", "ü", "a b", "VZUTiyhEQJ94IR", "../..", "%00"})
  void whatNeverWasACursorIsInvalid(String text) {
    assertThat(refusal(text, QUERY, 100, NOW).type()).isEqualTo(ScimType.INVALID_CURSOR);
    assertThat(refusal(text.repeat(20_000), QUERY, 100, NOW).type())
        .isEqualTo(ScimType.INVALID_CURSOR);
  }

  @Test
  void paddingIsNoPartOfACursor() {
    String cursor = seal.seal(BOOKMARK, QUERY, NOW);
    assertThat(refusal(cursor + "=", QUERY, 100, NOW).type()).isEqualTo(ScimType.INVALID_CURSOR);
  }

  @Test
  void cursorLastsAsLongAsIsSaid() {
    String cursor = seal.seal(BOOKMARK, QUERY, NOW);
    assertThat(seal.open(cursor, QUERY, 100, NOW.plusSeconds(3600))).isEqualTo(BOOKMARK);
    assertThat(refusal(cursor, QUERY, 100, NOW.plusSeconds(3601)).type())
        .isEqualTo(ScimType.EXPIRED_CURSOR);
  }

  @Test
  void countStaysTheSame() {
    ScimError error = refusal(seal.seal(BOOKMARK, QUERY, NOW), QUERY, 99, NOW);
    assertThat(error.type()).isEqualTo(ScimType.INVALID_COUNT);
    assertThat(error.status()).isEqualTo(400);
    assertThat(error.detail()).contains("100");
  }

  private ScimError refusal(String cursor, byte[] query, int count, Instant now) {
    return catchThrowableOfType(ScimException.class, () -> seal.open(cursor, query, count, now))
        .error();
  }
}
