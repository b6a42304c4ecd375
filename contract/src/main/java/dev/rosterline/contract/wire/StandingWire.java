package dev.rosterline.contract.wire;

import dev.rosterline.contract.GroupRef;
import dev.rosterline.contract.MembershipEvent.About;
import dev.rosterline.contract.RoleGrant;
import dev.rosterline.contract.RoleMapping;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** JSON of what members have by their groups: in their state, in events, and as it is stored. */
public final class StandingWire {

  private StandingWire() {}

  static void put(ObjectNode state, Standing standing) {
    Wire.putTexts(state, "roles", standing.roles());
    if (standing.teacher()) {
      state.put("teacher", true);
    }
    Wire.putTexts(state, "classes", standing.classes().stream().map(ScimId::toString).toList());
  }

  static Standing get(ObjectNode state) {
    return new Standing(
        Wire.texts(state, "roles"),
        state.path("teacher").asBoolean(false),
        Wire.texts(state, "classes").stream().map(ScimId::of).toList());
  }

  static void putAbout(ObjectNode data, @Nullable About about) {
    switch (about) {
      case null -> {}
      case RoleGrant grant -> data.set("role", role(grant));
      case GroupRef group -> data.set("class", group(group));
    }
  }

  static @Nullable About about(ObjectNode data) {
    if (data.get("role") instanceof ObjectNode role) {
      return role(role);
    }
    return data.get("class") instanceof ObjectNode group ? group(group) : null;
  }

  public static ObjectNode role(RoleGrant grant) {
    ObjectNode node = Wire.MAPPER.createObjectNode().put("name", grant.role());
    node.put("teacher", grant.teacher());
    GroupRef group = grant.group();
    if (group != null) {
      node.set("group", group(group));
    }
    RoleMapping mapping = grant.mapping();
    if (mapping != null) {
      node.set("mapping", RoleMappingWire.write(List.of(mapping)).get(0));
    }
    return node;
  }

  public static RoleGrant role(ObjectNode node) {
    return new RoleGrant(
        Wire.text(node, "name"),
        node.path("teacher").asBoolean(false),
        node.get("group") instanceof ObjectNode group ? group(group) : null,
        node.get("mapping") instanceof ObjectNode mapping
            ? RoleMappingWire.read(Wire.MAPPER.createArrayNode().add(mapping)).getFirst()
            : null);
  }

  private static ObjectNode group(GroupRef group) {
    return Wire.MAPPER
        .createObjectNode()
        .put("id", group.id().toString())
        .put("name", group.name());
  }

  private static GroupRef group(ObjectNode node) {
    return new GroupRef(new ScimId(Wire.uuid(node, "id")), Wire.text(node, "name"));
  }
}
