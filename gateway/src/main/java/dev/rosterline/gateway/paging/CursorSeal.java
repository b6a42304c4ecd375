package dev.rosterline.gateway.paging;

import dev.rosterline.scim.error.ScimException;
import dev.rosterline.scim.error.ScimType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes bookmarks as cursors and reads them again. A cursor is encrypted, since names that
 * resources are sorted by have no place in addresses and their logs, and authenticated together
 * with the query it belongs to: any other query, account or endpoint makes it as invalid as a
 * forged one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9865#section-5.2">RFC 9865, 5.2</a>
 */
final class CursorSeal {

  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final int MAX_LENGTH = 12 * 1024;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;
  private final Duration timeout;

  CursorSeal(SecretKey key, Duration timeout) {
    this.key = key;
    this.timeout = timeout;
  }

  /** Only unreserved characters (RFC 9865, table 1). */
  String seal(Bookmark bookmark, byte[] query, Instant now) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, query, plain(bookmark, now));
    byte[] cursor = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    return text(cursor);
  }

  private static String text(byte[] cursor) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  /** What is wrong is told apart only for who holds a cursor of this very query. */
  Bookmark open(String cursor, byte[] query, int count, Instant now) {
    ByteBuffer plain = ByteBuffer.wrap(opened(cursor, query));
    if (plain.get() != VERSION) {
      throw invalid();
    }
    Instant issued = Instant.ofEpochSecond(plain.getLong());
    Bookmark bookmark = bookmark(plain);
    if (bookmark.count() != count) {
      throw new ScimException(
          ScimType.INVALID_COUNT,
          "count must be the same on all pages of a query; it was " + bookmark.count());
    }
    if (issued.plus(timeout).isBefore(now)) {
      throw new ScimException(
          ScimType.EXPIRED_CURSOR,
          "The cursor is older than "
              + timeout.toSeconds()
              + " seconds; start again with an empty cursor");
    }
    return bookmark;
  }

  private byte[] opened(String cursor, byte[] query) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor.length() > MAX_LENGTH ? "" : cursor);
      if (bytes.length <= NONCE + TAG || !text(bytes).equals(cursor)) {
        throw invalid();
      }
      byte[] nonce = Arrays.copyOf(bytes, NONCE);
      return crypt(
          Cipher.DECRYPT_MODE, nonce, query, Arrays.copyOfRange(bytes, NONCE, bytes.length));
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  /** Each query has a key of its own: so few cursors share one that their nonces never meet. */
  private byte[] crypt(int mode, byte[] nonce, byte[] query, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      SecretKey own = new SecretKeySpec(mac.doFinal(query), "AES");
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, own, new GCMParameterSpec(TAG * 8, nonce));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      if (mode == Cipher.DECRYPT_MODE) {
        throw new IllegalArgumentException("not sealed by us", e);
      }
      throw new IllegalStateException(e);
    }
  }

  private static byte[] plain(Bookmark bookmark, Instant now) {
    String sortKey = bookmark.after().sortKey();
    byte[] text = sortKey == null ? new byte[0] : sortKey.getBytes(StandardCharsets.UTF_8);
    UUID id = bookmark.after().id();
    return ByteBuffer.allocate(38 + text.length)
        .put(VERSION)
        .putLong(now.getEpochSecond())
        .putInt(bookmark.count())
        .putLong(bookmark.total())
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .put((byte) (sortKey == null ? 0 : 1))
        .put(text)
        .array();
  }

  private static Bookmark bookmark(ByteBuffer plain) {
    int count = plain.getInt();
    long total = plain.getLong();
    UUID id = new UUID(plain.getLong(), plain.getLong());
    boolean hasKey = plain.get() == 1;
    byte[] text = new byte[plain.remaining()];
    plain.get(text);
    @Nullable String sortKey = hasKey ? new String(text, StandardCharsets.UTF_8) : null;
    return new Bookmark(new Position(sortKey, id), count, total);
  }

  private static ScimException invalid() {
    return new ScimException(
        ScimType.INVALID_CURSOR,
        "The cursor is not one that this query was given; start again with an empty cursor");
  }
}
