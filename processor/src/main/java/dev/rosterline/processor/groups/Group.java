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
 */
public record Group(
    AccountId account,
    ScimId id,
    ObjectNode document,
    long version,
    Instant created,
    Instant modified,
    long departures) {

  static Group created(AccountId account, ScimId id, ObjectNode document, Instant now) {
    return new Group(account, id, document, 1, now, now, 0);
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
    return new Group(account, id, newDocument, version + 1, created, now, departures);
  }
}
