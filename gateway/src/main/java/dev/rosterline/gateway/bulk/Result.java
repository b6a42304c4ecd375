package dev.rosterline.gateway.bulk;

import dev.rosterline.gateway.reply.ScimResponse;
import org.jspecify.annotations.Nullable;

/**
 * What one operation came to.
 *
 * @param id of the resource it was about; null for a POST that made nothing
 */
record Result(@Nullable String id, ScimResponse response) {

  boolean isSuccess() {
    return response.statusCode().is2xxSuccessful();
  }
}
