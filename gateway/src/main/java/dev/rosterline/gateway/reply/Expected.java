package dev.rosterline.gateway.reply;

import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.schema.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets if its request succeeds.
 *
 * @param sent the document as it was sent, JSON text; null where the answer has no body or only the
 *     directory knows it
 */
public record Expected(Form form, ResourceType type, Projection projection, @Nullable String sent) {

  /** Status and body of a success. */
  public enum Form {
    /** 201 with Location and body. */
    CREATED,
    /** 200 with body. */
    UPDATED,
    /** 200 with the body looked up afterwards, members included where the projection shows them. */
    LOOKED_UP,
    /** 204 with the new version. */
    EMPTY,
    /** 204; there is no version any more. */
    DELETED
  }
}
