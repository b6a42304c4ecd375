package dev.rosterline.contract;

import java.util.UUID;

/** The customer whose directory is meant; SCIM's tenant. */
public record AccountId(UUID value) {

  public static AccountId of(String text) {
    return new AccountId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
