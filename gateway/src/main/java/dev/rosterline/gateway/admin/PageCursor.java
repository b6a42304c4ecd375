package dev.rosterline.gateway.admin;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where a page ended: the two values the list is ordered by, opaque to the client. */
record PageCursor(String first, UUID second) {

  private static final UUID LEAST = new UUID(0, 0);
  private static final Instant EARLIEST = Instant.EPOCH;

  String encoded() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((first + " " + second).getBytes(StandardCharsets.UTF_8));
  }

  static PageCursor ofInstants(Optional<String> encoded) {
    PageCursor cursor = decoded(encoded, EARLIEST.toString());
    try {
      Instants.parse(cursor.first());
    } catch (DateTimeException e) {
      throw unusable();
    }
    return cursor;
  }

  static PageCursor ofIds(Optional<String> encoded) {
    PageCursor cursor = decoded(encoded, LEAST.toString());
    try {
      UUID.fromString(cursor.first());
    } catch (IllegalArgumentException e) {
      throw unusable();
    }
    return cursor;
  }

  private static PageCursor decoded(Optional<String> encoded, String least) {
    if (encoded.isEmpty()) {
      return new PageCursor(least, LEAST);
    }
    try {
      String text =
          new String(Base64.getUrlDecoder().decode(encoded.get()), StandardCharsets.UTF_8);
      int blank = text.indexOf(' ');
      if (blank > 0) {
        return new PageCursor(text.substring(0, blank), UUID.fromString(text.substring(blank + 1)));
      }
    } catch (IllegalArgumentException e) {
      // Answered below, like any other text that is none of ours.
    }
    throw unusable();
  }

  private static AdminException unusable() {
    return new AdminException(400, "cursor must be the nextCursor of an earlier page");
  }
}
