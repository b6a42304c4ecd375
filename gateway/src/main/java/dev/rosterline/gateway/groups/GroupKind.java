package dev.rosterline.gateway.groups;

import dev.rosterline.contract.AccountPolicy.MatchOn;
import dev.rosterline.contract.Command;
import dev.rosterline.gateway.reply.Expected.Form;
import dev.rosterline.gateway.writing.Kind;
import dev.rosterline.scim.schema.MatchingKey;
import dev.rosterline.scim.schema.ResourceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Groups: no answer costs more than the change, however many members there are. */
public final class GroupKind implements Kind {

  private static final int MOST_LOOKED_UP = 1_000;

  @Override
  public ResourceType type() {
    return ResourceType.GROUP;
  }

  @Override
  public String matchingKey(MatchOn matchOn, ObjectNode document) {
    return MatchingKey.of(document.path("displayName").asString(""));
  }

  @Override
  public Command create(ObjectNode document) {
    return new Command.CreateGroup(document);
  }

  @Override
  public Command replace(ObjectNode document, @Nullable String ifMatch) {
    return new Command.ReplaceGroup(document, ifMatch);
  }

  @Override
  public Command patch(JsonNode patch, @Nullable String ifMatch) {
    return new Command.PatchGroup(patch, ifMatch);
  }

  @Override
  public Command delete(@Nullable String ifMatch) {
    return new Command.DeleteGroup(ifMatch);
  }

  @Override
  public @Nullable String afterCreate(ObjectNode sent) {
    return asSent(sent);
  }

  @Override
  public @Nullable String afterReplace(ObjectNode sent) {
    return asSent(sent);
  }

  /**
   * Who of the members is there, and what they are called, the directory knows. To look up a large
   * group would cost more than the change: it is answered as it was sent.
   */
  private static @Nullable String asSent(ObjectNode sent) {
    int members = sent.path("members").size();
    return members == 0 || members > MOST_LOOKED_UP ? withTypes(sent) : null;
  }

  /**
   * 204, whatever the size of the group (Entra calls a body here not advisable), unless the client
   * asks for attributes.
   */
  @Override
  public Form afterPatch(boolean asksForAttributes) {
    return asksForAttributes ? Form.LOOKED_UP : Form.EMPTY;
  }

  /** A member without a type is a user, as it is in every later representation. */
  private static String withTypes(ObjectNode group) {
    ObjectNode shown = group.deepCopy();
    for (JsonNode member : shown.path("members")) {
      if (member instanceof ObjectNode object && !object.has("type")) {
        object.put("type", ResourceType.USER.wire());
      }
    }
    return shown.toString();
  }
}
