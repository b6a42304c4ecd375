package dev.rosterline.gateway.users;

import dev.rosterline.contract.AccountPolicy.MatchOn;
import dev.rosterline.contract.Command;
import dev.rosterline.gateway.reply.Expected.Form;
import dev.rosterline.gateway.writing.Kind;
import dev.rosterline.scim.schema.MatchingKey;
import dev.rosterline.scim.schema.ResourceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Users: every change is answered with the whole resource. */
public final class UserKind implements Kind {

  @Override
  public ResourceType type() {
    return ResourceType.USER;
  }

  /** Without a primary email the processor refuses, so that the slot is then of no matter. */
  @Override
  public String matchingKey(MatchOn matchOn, ObjectNode document) {
    String userName = document.path("userName").asString("");
    if (matchOn == MatchOn.USER_NAME) {
      return MatchingKey.of(userName);
    }
    String email = null;
    for (JsonNode entry : document.path("emails")) {
      String value = entry.path("value").asString("");
      boolean primary = entry.path("primary").asBoolean(false);
      if (!value.isEmpty() && (email == null || primary)) {
        email = value;
      }
    }
    return MatchingKey.of(email == null ? userName : email);
  }

  @Override
  public Command create(ObjectNode document) {
    return new Command.CreateUser(document);
  }

  @Override
  public Command replace(ObjectNode document, @Nullable String ifMatch) {
    return new Command.ReplaceUser(document, ifMatch);
  }

  @Override
  public Command patch(JsonNode patch, @Nullable String ifMatch) {
    return new Command.PatchUser(patch, ifMatch);
  }

  @Override
  public Command delete(@Nullable String ifMatch) {
    return new Command.DeleteUser(ifMatch);
  }

  @Override
  public String afterCreate(ObjectNode sent) {
    return sent.toString();
  }

  /** What was sent is not the whole answer: {@code active} may be kept; the processor tells. */
  @Override
  public @Nullable String afterReplace(ObjectNode sent) {
    return null;
  }

  @Override
  public Form afterPatch(boolean asksForAttributes) {
    return Form.UPDATED;
  }
}
