package dev.rosterline.processor.members;

import dev.rosterline.scim.schema.MatchingKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A user's document and what is looked up by; the document must not be changed.
 *
 * @param email as written, the primary one
 * @param emailKeys the primary one first
 */
public record Profile(
    ObjectNode document,
    String userName,
    String userNameKey,
    @Nullable String externalId,
    @Nullable String displayName,
    @Nullable String email,
    List<String> emailKeys,
    @Nullable String workEmailKey,
    boolean active) {

  /** What is left of a person whose data was erased. */
  static final Profile NOBODY = of(JsonNodeFactory.instance.objectNode());

  public static Profile of(ObjectNode document) {
    String userName = document.path("userName").asString("");
    @Nullable String primary = null;
    @Nullable String work = null;
    List<String> keys = new ArrayList<>();
    for (JsonNode email : document.path("emails")) {
      String value = email.path("value").asString("");
      if (value.isEmpty()) {
        continue;
      }
      String key = MatchingKey.of(value);
      boolean isPrimary = email.path("primary").asBoolean(false);
      if (primary == null || isPrimary) {
        primary = value;
      }
      keys.remove(key);
      keys.add(isPrimary ? 0 : keys.size(), key);
      if (work == null && "work".equalsIgnoreCase(email.path("type").asString(""))) {
        work = key;
      }
    }
    return new Profile(
        document,
        userName,
        MatchingKey.of(userName),
        text(document, "externalId"),
        text(document, "displayName"),
        primary,
        List.copyOf(keys),
        work,
        document.path("active").asBoolean(true));
  }

  /** The same person, who may or may not sign in. */
  Profile withActive(boolean wanted) {
    ObjectNode copy = document.deepCopy();
    copy.put("active", wanted);
    return of(copy);
  }

  /** Comparison key of the primary email, null where there is none. */
  @Nullable String emailKey() {
    return emailKeys.isEmpty() ? null : emailKeys.getFirst();
  }

  private static @Nullable String text(ObjectNode document, String name) {
    JsonNode value = document.get(name);
    return value == null || !value.isString() ? null : value.stringValue();
  }
}
