package dev.rosterline.scim.bulk;

import java.util.List;

/**
 * A bulk request.
 *
 * @param failOnErrors after how many errors no further operation is begun; {@link
 *     Integer#MAX_VALUE} where the client did not say
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.7">RFC 7644, 3.7</a>
 */
public record BulkRequest(int failOnErrors, List<BulkOperation> operations) {

  public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
  public static final int MAX_OPERATIONS = 1000;
  public static final int MAX_PAYLOAD_SIZE = 1024 * 1024;

  public BulkRequest {
    operations = List.copyOf(operations);
  }
}
