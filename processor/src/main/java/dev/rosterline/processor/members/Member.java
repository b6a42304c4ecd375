package dev.rosterline.processor.members;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.MemberId;
import dev.rosterline.contract.MemberState;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Slot;
import dev.rosterline.contract.Topics;
import dev.rosterline.scim.schema.MatchingKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person in one account, as the directory keeps them. Provisioned while there is a SCIM id,
 * removal pending while there is a due date, removed once there is a removal date.
 *
 * @param document SCIM resource without id, meta and groups; must not be changed
 * @param version ETag
 * @param eventVersion membership events so far
 */
public record Member(
    AccountId account,
    MemberId id,
    @Nullable ScimId scimId,
    ObjectNode document,
    long version,
    long eventVersion,
    Instant createdAt,
    Instant modifiedAt,
    @Nullable Instant removalDueAt,
    long removalGeneration,
    @Nullable Instant removedAt) {

  /** What makes a name unique: one account, one comparison key. */
  public record NameKey(AccountId account, String key) {}

  public NameKey nameKey() {
    return new NameKey(account, MatchingKey.of(userName()));
  }

  public String userName() {
    return document.path("userName").asString("");
  }

  public boolean active() {
    return document.path("active").asBoolean(true);
  }

  public int partition() {
    return Slot.partition(Slot.ofId(id.value()), Topics.PARTITIONS);
  }

  public @Nullable String text(String attribute) {
    JsonNode value = document.get(attribute);
    return value == null || !value.isString() ? null : value.asString();
  }

  /** Comparison keys of all emails, the primary one first. */
  public List<String> emailKeys() {
    List<String> keys = new ArrayList<>();
    for (JsonNode email : document.path("emails")) {
      String value = email.path("value").asString("");
      if (!value.isEmpty()) {
        keys.add(email.path("primary").asBoolean(false) ? 0 : keys.size(), MatchingKey.of(value));
      }
    }
    return keys;
  }

  public @Nullable String workEmailKey() {
    for (JsonNode email : document.path("emails")) {
      if (email.path("type").asString("").equalsIgnoreCase("work")) {
        return MatchingKey.of(email.path("value").asString(""));
      }
    }
    return null;
  }

  private @Nullable String primaryEmail() {
    JsonNode first = null;
    for (JsonNode email : document.path("emails")) {
      if (first == null || email.path("primary").asBoolean(false)) {
        first = email;
      }
    }
    return first == null ? null : first.path("value").asString("");
  }

  /** As subscribers see them, after the next event. */
  MemberState state() {
    return new MemberState(
        account,
        id,
        scimId,
        userName(),
        text("externalId"),
        text("displayName"),
        primaryEmail(),
        active(),
        removalDueAt,
        removedAt != null,
        eventVersion);
  }

  Member withEvent() {
    return new Member(
        account,
        id,
        scimId,
        document,
        version,
        eventVersion + 1,
        createdAt,
        modifiedAt,
        removalDueAt,
        removalGeneration,
        removedAt);
  }

  Member withDocument(ObjectNode newDocument, Instant now) {
    return new Member(
        account,
        id,
        scimId,
        newDocument,
        version + 1,
        eventVersion,
        createdAt,
        now,
        removalDueAt,
        removalGeneration,
        removedAt);
  }

  Member linked(ScimId newScimId, ObjectNode newDocument, Instant now) {
    return new Member(
        account,
        id,
        newScimId,
        newDocument,
        version + 1,
        eventVersion,
        createdAt,
        now,
        null,
        removalGeneration,
        null);
  }

  Member pending(Instant dueAt, Instant now) {
    return new Member(
        account,
        id,
        null,
        document,
        version + 1,
        eventVersion,
        createdAt,
        now,
        dueAt,
        removalGeneration + 1,
        null);
  }

  Member removed(Instant now) {
    return new Member(
        account,
        id,
        null,
        document,
        version + 1,
        eventVersion,
        createdAt,
        now,
        null,
        removalGeneration,
        now);
  }
}
