package dev.rosterline.contract;

import java.util.UUID;

/** A person in one account, through delete, grace period and return; the first SCIM id they had. */
public record MemberId(UUID value) {

  public static MemberId of(String text) {
    return new MemberId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
