package dev.rosterline.audit.activity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * The last row of a page: the next page begins behind it, whatever arrived meanwhile. Opaque to
 * clients.
 */
record Cursor(Instant at, UUID command) {

  static Cursor parse(String text) {
    String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    String[] parts = plain.split(" ", 2);
    if (parts.length != 2) {
      throw new IllegalArgumentException("not a cursor");
    }
    return new Cursor(Times.parse(parts[0]), UUID.fromString(parts[1]));
  }

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((at + " " + command).getBytes(StandardCharsets.UTF_8));
  }
}
