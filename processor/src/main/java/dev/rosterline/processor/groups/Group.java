package dev.rosterline.processor.groups;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ScimId;
import dev.rosterline.scim.schema.MatchingKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A group without its members; the document must not be changed.
 *
 * @param version as SCIM shows it
 * @param departures part of the version that members' partitions keep: who was deleted
 * @param told what subscribers know of it as a class
 */
public record Group(
    AccountId account,
    ScimId id,
    ObjectNode document,
    long version,
    Instant created,
    Instant modified,
    long departures,
    Told told) {

  /**
   * A class, as far as subscribers know.
   *
   * @param name null where they know of none
   * @param events about it so far
   */
  public record Told(@Nullable String name, long events) {

    static final Told NOTHING = new Told(null, 0);
  }

  static Group created(AccountId account, ScimId id, ObjectNode document, Instant now) {
    return new Group(account, id, document, 1, now, now, 0, Told.NOTHING);
  }

  String displayName() {
    return document.path("displayName").asString("");
  }

  String displayKey() {
    return MatchingKey.of(displayName());
  }

  @Nullable String externalId() {
    JsonNode value = document.get("externalId");
    return value == null || !value.isString() ? null : value.stringValue();
  }

  /** The part of the version that the group's own row keeps. */
  long ownVersion() {
    return version - departures;
  }

  Group next(ObjectNode newDocument, Instant now) {
    return new Group(account, id, newDocument, version + 1, created, now, departures, told);
  }

  Group telling(Told newTold) {
    return new Group(account, id, document, version, created, modified, departures, newTold);
  }
}
