package dev.rosterline.gateway.dispatch;

import dev.rosterline.gateway.access.Caller;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.schema.ResourceType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * A write as it arrived, with its whole body.
 *
 * @param body empty where there is none
 */
public record WriteRequest(ServerRequest request, Caller caller, byte[] body) {

  public @Nullable String ifMatch() {
    return request.headers().firstHeader(HttpHeaders.IF_MATCH);
  }

  /** What the client wants to see of the result. */
  public Projection projection(ResourceType type) {
    if (request.uri().getRawQuery() == null) {
      return Projection.of(type, null, null);
    }
    return Projection.of(
        type,
        request.queryParam("attributes").orElse(null),
        request.queryParam("excludedAttributes").orElse(null));
  }

  public boolean asksForAttributes() {
    return request.uri().getRawQuery() != null
        && (request.queryParam("attributes").isPresent()
            || request.queryParam("excludedAttributes").isPresent());
  }
}
