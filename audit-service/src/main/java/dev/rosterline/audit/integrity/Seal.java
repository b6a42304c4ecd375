package dev.rosterline.audit.integrity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keyed checksums (HMAC-SHA-256) of rows and links. Not for concurrent use.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
public final class Seal {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] FIRST = new byte[32];

  private final Mac mac;

  /**
   * @param secret never in the database
   */
  public Seal(String secret) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      // A key of its own for this use, from a secret that has others.
      byte[] key = mac.doFinal("activity chain".getBytes(StandardCharsets.US_ASCII));
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What comes before the first link. */
  public static byte[] first() {
    return FIRST.clone();
  }

  /** Of the values that may be erased; bound to the row, so that equal values do not look equal. */
  public byte[] personal(ActivityRow row) {
    add(row.command());
    add(row.subject());
    add(row.detail());
    if (row.evidence() != null) {
      // Rows from before there was evidence keep their checksum.
      add(row.evidence());
    }
    return mac.doFinal();
  }

  public byte[] row(ActivityRow row, int part, long link, byte[] personal) {
    add(part + ":" + link);
    add(row.at());
    add(row.command());
    add(row.account());
    add(row.operation());
    add(row.result());
    add(row.status());
    add(row.scimType());
    add(row.resourceType());
    add(row.resource());
    add(row.member());
    add(row.changed());
    add(row.dueAt());
    add(row.token());
    add(row.tokenName());
    add(row.client());
    add(row.leniencies());
    add(row.decidedAt());
    mac.update(personal);
    return mac.doFinal();
  }

  /**
   * @param rows checksums in the order of at and command
   */
  public byte[] link(byte[] before, long seq, List<byte[]> rows) {
    mac.update(before);
    add(seq);
    rows.forEach(mac::update);
    return mac.doFinal();
  }

  /** With its length, so that no two rows read the same. */
  private void add(@Nullable Object value) {
    if (value == null) {
      mac.update(ByteBuffer.allocate(4).putInt(-1).flip());
      return;
    }
    byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
    mac.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    mac.update(bytes);
  }
}
