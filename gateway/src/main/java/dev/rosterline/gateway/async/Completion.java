package dev.rosterline.gateway.async;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an accepted request ended.
 *
 * @param subject path of the resource it was about, of its type where there is none
 * @param externalId of the resource, null where it is not known
 * @param operation as an operation of a bulk response
 */
record Completion(
    String subject, @Nullable String externalId, ObjectNode operation, Instant decidedAt) {}
