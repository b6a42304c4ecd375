package dev.rosterline.gateway.dispatch;

import dev.rosterline.contract.CommandId;
import dev.rosterline.gateway.access.Caller;
import dev.rosterline.gateway.async.Preference;
import dev.rosterline.scim.json.Projection;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * A write as it arrived, with its whole body: a request of its own, or an operation of a bulk
 * request.
 *
 * @param path with {@code method}, what tells a repetition from another write
 * @param attributes,excludedAttributes query parameters of that name (RFC 7644, 3.9)
 * @param patience how long the client waits for the outcome before it would rather be told that the
 *     request was accepted; null where it waits in any case
 * @param command id that this write has whenever it is repeated; null where it gets a new one
 * @param body empty where there is none
 */
public record WriteRequest(
    Caller caller,
    HttpMethod method,
    String path,
    @Nullable String ifMatch,
    @Nullable String attributes,
    @Nullable String excludedAttributes,
    @Nullable String traceparent,
    @Nullable Duration patience,
    @Nullable CommandId command,
    byte[] body) {

  static WriteRequest of(ServerRequest request, Caller caller, byte[] body) {
    ServerRequest.Headers headers = request.headers();
    boolean plain = request.uri().getRawQuery() == null;
    return new WriteRequest(
        caller,
        request.method(),
        request.uri().getRawPath(),
        headers.firstHeader(HttpHeaders.IF_MATCH),
        plain ? null : request.queryParam("attributes").orElse(null),
        plain ? null : request.queryParam("excludedAttributes").orElse(null),
        headers.firstHeader("traceparent"),
        Preference.patience(headers.asHttpHeaders()),
        null,
        body);
  }

  /** A bulk request in its client's absence: its operations have ids that follow from this one. */
  public static WriteRequest ofBulk(Caller caller, CommandId id, byte[] body) {
    String path = "/scim/v2/Bulk/" + id;
    return new WriteRequest(caller, HttpMethod.POST, path, null, null, null, null, null, id, body);
  }

  /** What the client wants to see of the result. */
  public Projection projection(ResourceType type) {
    return Projection.of(type, attributes, excludedAttributes);
  }

  public boolean asksForAttributes() {
    return attributes != null || excludedAttributes != null;
  }
}
