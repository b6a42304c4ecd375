package dev.rosterline.contract;

import java.util.UUID;

/**
 * The id of a User or Group towards the identity provider: gone after DELETE, never given again
 * (RFC 7644, 3.6).
 */
public record ScimId(UUID value) {

  public static ScimId of(String text) {
    return new ScimId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
