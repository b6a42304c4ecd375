package dev.rosterline.gateway.lookup;

import dev.rosterline.contract.ScimId;
import java.time.Instant;

/**
 * A resource as stored.
 *
 * @param document JSON object without id, meta and references
 */
public record StoredResource(
    ScimId id, long version, Instant created, Instant modified, String document) {}
