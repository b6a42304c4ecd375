package dev.rosterline.processor.groups;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.ScimId;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A group without its members: those are rows of their own, so that adding one costs the same at any size.
 *
 * @param document SCIM resource without id, meta and members; must not be changed
 */
record Group(
    AccountId account, ScimId id, ObjectNode document, long version, Instant createdAt, Instant modifiedAt) {

  String displayName() {
    return document.path("displayName").asString("");
  }

  Group with(ObjectNode newDocument, Instant now) {
    return new Group(account, id, newDocument, version + 1, createdAt, now);
  }
}
