package dev.rosterline.contract;

import java.util.UUID;

/**
 * One request of a client, from the gateway to the activity log; a UUIDv7, so it carries its date.
 */
public record CommandId(UUID value) {

  public static CommandId of(String text) {
    return new CommandId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
