package dev.rosterline.gateway.writing;

import dev.rosterline.contract.AccountPolicy.MatchOn;
import dev.rosterline.contract.Command;
import dev.rosterline.gateway.reply.Expected.Form;
import dev.rosterline.scim.schema.ResourceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** In what the writing of one type of resource differs from that of another. */
public interface Kind {

  ResourceType type();

  /** What racing creates of one resource have in common; decides their partition. */
  String matchingKey(MatchOn matchOn, ObjectNode document);

  Command create(ObjectNode document);

  Command replace(ObjectNode document, @Nullable String ifMatch);

  Command patch(JsonNode patch, @Nullable String ifMatch);

  Command delete(@Nullable String ifMatch);

  /** What a create is answered with, JSON text; null where only the directory can tell. */
  @Nullable String afterCreate(ObjectNode sent);

  /** What a PUT is answered with, JSON text; null where only the processor can tell. */
  @Nullable String afterReplace(ObjectNode sent);

  /** How a PATCH is answered. */
  Form afterPatch(boolean asksForAttributes);
}
