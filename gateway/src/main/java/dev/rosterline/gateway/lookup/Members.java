package dev.rosterline.gateway.lookup;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some members of a group.
 *
 * @param json an array; null where there are none
 * @param last behind whom there may be more; null where these are the last
 */
record Members(@Nullable String json, @Nullable UUID last) {}
