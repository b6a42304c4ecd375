package dev.rosterline.processor.roles;

import dev.rosterline.contract.GroupRef;
import dev.rosterline.contract.RoleGrant;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.wire.StandingWire;
import dev.rosterline.processor.database.StoredJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@link Grants} as they stand in a member's row: null for nothing, which most members have. */
public final class GrantsJson {

  private GrantsJson() {}

  public static @Nullable String write(Grants grants) {
    if (grants.isNone()) {
      return null;
    }
    ObjectNode node = StoredJson.empty();
    ArrayNode roles = node.putArray("roles");
    grants.roles().forEach(grant -> roles.add(StandingWire.role(grant)));
    ArrayNode classes = node.putArray("classes");
    grants
        .classes()
        .forEach(it -> classes.addObject().put("id", it.id().toString()).put("name", it.name()));
    return node.toString();
  }

  public static Grants read(@Nullable String json) {
    if (json == null) {
      return Grants.NONE;
    }
    ObjectNode node = StoredJson.object(json);
    List<RoleGrant> roles = new ArrayList<>();
    node.path("roles").forEach(role -> roles.add(StandingWire.role((ObjectNode) role)));
    List<GroupRef> classes = new ArrayList<>();
    node.path("classes").forEach(it -> classes.add(group(it)));
    return new Grants(roles, classes);
  }

  private static GroupRef group(JsonNode node) {
    return new GroupRef(ScimId.of(node.path("id").asString("")), node.path("name").asString(""));
  }
}
