package dev.rosterline.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of an outcome that turns a waiting request into an HTTP answer.
 *
 * @param created,modified of the resource, for {@code meta}; null where there is no resource
 * @param document the resource as stored, JSON text without id, meta and members; null where it is
 *     what the request sent, or where the answer has no body
 */
public record Reply(
    CommandId command,
    int status,
    @Nullable String scimType,
    @Nullable String detail,
    long version,
    @Nullable Instant created,
    @Nullable Instant modified,
    @Nullable String document) {}
