package dev.rosterline.gateway.bulk;

import dev.rosterline.contract.CommandId;
import dev.rosterline.gateway.reply.ScimResponse;
import org.jspecify.annotations.Nullable;

/**
 * What one operation came to.
 *
 * @param id of the resource it was about; null for a POST that made nothing
 * @param command whose outcome it is; null where the gateway refused, or the request can be heard
 *     only once
 */
record Result(@Nullable String id, ScimResponse response, @Nullable CommandId command) {

  Result(@Nullable String id, ScimResponse response) {
    this(id, response, null);
  }

  /** Not for what it says, but for the moment. */
  boolean isForNow() {
    int status = response.statusCode().value();
    return status == 503 || status == 429;
  }

  boolean isSuccess() {
    return response.statusCode().is2xxSuccessful();
  }
}
