package dev.rosterline.contract.wire;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.AccountPolicy.AccountType;
import dev.rosterline.contract.AccountPolicy.MatchOn;
import dev.rosterline.contract.AccountPolicy.OnDelete;
import dev.rosterline.contract.MemberId;
import dev.rosterline.scim.json.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of {@link AccountPolicy}: as it is stored, changed by commands, and shown to admins. */
public final class PolicyWire {

  private static final Map<String, OnDelete> ON_DELETE =
      Map.of("remove", OnDelete.REMOVE, "deactivate", OnDelete.DEACTIVATE);
  private static final Map<String, MatchOn> MATCH_ON =
      Map.of("userName", MatchOn.USER_NAME, "email", MatchOn.EMAIL);
  private static final Map<String, AccountType> ACCOUNT_TYPE =
      Map.of("business", AccountType.BUSINESS, "school", AccountType.SCHOOL);
  private static final Map<String, Mode> MODE =
      Map.of("lenient", Mode.LENIENT, "strict", Mode.STRICT);

  private static final String PROTECTED = "protectedMembers";

  /** What an admin may change; the rest is kept by the processor. */
  private static final List<String> SETTINGS =
      List.of(
          "provisioning",
          "gracePeriodDays",
          "onDelete",
          "matchOn",
          "defaultRole",
          "accountType",
          "ssoActive",
          "planIncludesProvisioning",
          "integrationEnabled",
          "mode",
          "brakeFloor",
          "brakePercent",
          "mappings",
          PROTECTED);

  private PolicyWire() {}

  public static ObjectNode write(AccountPolicy policy) {
    ObjectNode node = Wire.MAPPER.createObjectNode();
    node.put("version", policy.version());
    Wire.putOptional(node, "preset", policy.preset());
    node.put("provisioning", policy.provisioning());
    node.put("gracePeriodDays", policy.gracePeriodDays());
    node.put("onDelete", name(ON_DELETE, policy.onDelete()));
    node.put("matchOn", name(MATCH_ON, policy.matchOn()));
    Wire.putOptional(node, "defaultRole", policy.defaultRole());
    node.put("accountType", name(ACCOUNT_TYPE, policy.accountType()));
    node.put("ssoActive", policy.ssoActive());
    node.put("planIncludesProvisioning", policy.planIncludesProvisioning());
    node.put("integrationEnabled", policy.integrationEnabled());
    node.put("mode", name(MODE, policy.mode()));
    node.put("brakeFloor", policy.brakeFloor());
    node.put("brakePercent", policy.brakePercent());
    if (!policy.mappings().isEmpty()) {
      node.set("mappings", RoleMappingWire.write(policy.mappings()));
    }
    if (!policy.protectedMembers().isEmpty()) {
      node.set(PROTECTED, ids(policy.protectedMembers()));
    }
    Wire.putOptional(node, "graceChangedAt", policy.graceChangedAt());
    Wire.putOptional(node, "changedAt", policy.changedAt());
    return node;
  }

  /**
   * What is absent has its default; unknown members are ignored.
   *
   * @throws IllegalArgumentException naming the member that has no such value
   */
  public static AccountPolicy read(ObjectNode node) {
    AccountPolicy otherwise = AccountPolicy.DEFAULT;
    return new AccountPolicy(
        node.path("version").asLong(0),
        text(node, "preset"),
        flag(node, "provisioning"),
        number(node, "gracePeriodDays", otherwise.gracePeriodDays()),
        choice(node, "onDelete", ON_DELETE, otherwise.onDelete()),
        choice(node, "matchOn", MATCH_ON, otherwise.matchOn()),
        text(node, "defaultRole"),
        choice(node, "accountType", ACCOUNT_TYPE, otherwise.accountType()),
        flag(node, "ssoActive"),
        flag(node, "planIncludesProvisioning"),
        flag(node, "integrationEnabled"),
        choice(node, "mode", MODE, otherwise.mode()),
        number(node, "brakeFloor", otherwise.brakeFloor()),
        number(node, "brakePercent", otherwise.brakePercent()),
        RoleMappingWire.read(node.get("mappings")),
        members(node.get(PROTECTED)),
        instant(node, "graceChangedAt"),
        instant(node, "changedAt"));
  }

  /**
   * The policy after a change, before it has a new version; settings that are not named stay.
   *
   * @throws IllegalArgumentException naming the member that has no such value
   */
  public static AccountPolicy changed(AccountPolicy policy, ObjectNode changes) {
    ObjectNode node = write(policy);
    for (String name : SETTINGS) {
      JsonNode value = changes.get(name);
      if (value != null) {
        node.set(name, value);
      }
    }
    if (changes.get(PROTECTED) instanceof ObjectNode some) {
      node.set(PROTECTED, ids(withSome(policy.protectedMembers(), some)));
    }
    return read(node);
  }

  /** {@code {"add": [...], "remove": [...]}}: what two admins do at once does not get lost. */
  private static List<MemberId> withSome(List<MemberId> before, ObjectNode change) {
    Set<MemberId> members = new LinkedHashSet<>(before);
    members.addAll(members(change.get("add")));
    members.removeAll(members(change.get("remove")));
    return List.copyOf(members);
  }

  private static ArrayNode ids(List<MemberId> members) {
    ArrayNode ids = Wire.MAPPER.createArrayNode();
    members.forEach(member -> ids.add(member.toString()));
    return ids;
  }

  /** Names of the settings that differ. */
  public static List<String> differences(AccountPolicy before, AccountPolicy after) {
    ObjectNode old = write(before);
    ObjectNode now = write(after);
    return SETTINGS.stream().filter(name -> !old.path(name).equals(now.path(name))).toList();
  }

  /** Members of a change that are no settings. */
  public static List<String> unknown(ObjectNode changes) {
    List<String> names = new ArrayList<>(changes.propertyNames());
    names.removeAll(SETTINGS);
    return names;
  }

  /** {@code remove} or {@code userName}, as the policy's JSON says it. */
  private static <T> String name(Map<String, T> names, T value) {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue().equals(value))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no name for " + value));
  }

  private static boolean flag(ObjectNode node, String name) {
    JsonNode value = node.get(name);
    if (value != null && !value.isBoolean()) {
      throw new IllegalArgumentException(name + " must be true or false");
    }
    return value == null || value.booleanValue();
  }

  private static int number(ObjectNode node, String name, int otherwise) {
    JsonNode value = node.get(name);
    if (value == null) {
      return otherwise;
    }
    return value.isInt() ? value.intValue() : -1;
  }

  private static @Nullable String text(ObjectNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new IllegalArgumentException(name + " must be text, or null");
    }
    return value.stringValue();
  }

  private static @Nullable Instant instant(ObjectNode node, String name) {
    String value = text(node, name);
    return value == null ? null : Instant.parse(value);
  }

  private static List<MemberId> members(@Nullable JsonNode value) {
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      throw new IllegalArgumentException(PROTECTED + " must be an array");
    }
    List<MemberId> members = new ArrayList<>();
    for (JsonNode element : value) {
      members.add(member(element));
    }
    return members.stream().distinct().toList();
  }

  private static MemberId member(JsonNode element) {
    try {
      return new MemberId(UUID.fromString(element.asString("")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PROTECTED + " must hold ids of members", e);
    }
  }

  private static <T> T choice(ObjectNode node, String name, Map<String, T> names, T otherwise) {
    JsonNode value = node.get(name);
    if (value == null) {
      return otherwise;
    }
    T found = value.isString() ? names.get(value.stringValue()) : null;
    if (found == null) {
      throw new IllegalArgumentException(
          name + " must be one of " + String.join(", ", names.keySet().stream().sorted().toList()));
    }
    return found;
  }
}
