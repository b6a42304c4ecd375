package dev.rosterline.scim.error;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of every SCIM answer that is not a success.
 *
 * @param detail a sentence for the administrator of the identity provider, who sees nothing else
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.12">RFC 7644, 3.12</a>
 */
public record ScimError(int status, @Nullable ScimType type, String detail) {

  public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

  public static ScimError of(int status, String detail) {
    return new ScimError(status, null, detail);
  }

  public static ScimError badRequest(ScimType type, String detail) {
    return new ScimError(400, type, detail);
  }

  public static ScimError unauthorized(String detail) {
    return of(401, detail);
  }

  public static ScimError forbidden(String detail) {
    return of(403, detail);
  }

  public static ScimError notFound(String detail) {
    return of(404, detail);
  }

  public static ScimError conflict(String detail) {
    return new ScimError(409, ScimType.UNIQUENESS, detail);
  }

  public static ScimError preconditionFailed(String detail) {
    return of(412, detail);
  }

  public byte[] toJson() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("schemas").add(SCHEMA);
    body.put("status", Integer.toString(status));
    if (type != null) {
      body.put("scimType", type.wire());
    }
    body.put("detail", detail);
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
