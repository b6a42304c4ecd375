package dev.rosterline.scim.bulk;

import dev.rosterline.scim.error.ScimError;
import dev.rosterline.scim.schema.ResourceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One operation of a bulk request, in the order of {@link BulkRequest#operations}.
 *
 * @param bulkId the client's name for what a POST makes; others may have one as well, to be told
 *     apart in the response
 * @param version as in {@code If-Match}
 * @param target id in the path, or {@code bulkId:} and the name of what a POST makes; null for POST
 * @param data null for DELETE
 * @param error what is wrong with the operation, whatever else is read of it; null if nothing
 */
public record BulkOperation(
    String method,
    @Nullable String bulkId,
    @Nullable String version,
    @Nullable ResourceType type,
    @Nullable String target,
    @Nullable ObjectNode data,
    @Nullable ScimError error) {

  public boolean isPost() {
    return method.equals("POST");
  }
}
