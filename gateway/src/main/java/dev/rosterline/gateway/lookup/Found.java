package dev.rosterline.gateway.lookup;

import dev.rosterline.scim.schema.ResourceType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A resource as a reader finds it.
 *
 * @param resource without members
 * @param members of a group, the first ones, as a JSON array; null where there are none, or nobody
 *     asked
 * @param lastMember behind whom there may be more; null where these are all
 * @param sortKey what the list was sorted by, as PostgreSQL writes it
 */
record Found(
    ResourceType type,
    StoredResource resource,
    @Nullable String members,
    @Nullable UUID lastMember,
    @Nullable String sortKey) {

  static Found user(StoredResource resource) {
    return new Found(ResourceType.USER, resource, null, null, null);
  }
}
