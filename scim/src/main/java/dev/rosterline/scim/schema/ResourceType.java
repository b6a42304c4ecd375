package dev.rosterline.scim.schema;

/**
 * The kinds of resource the directory holds.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7643#section-6">RFC 7643, 6</a>
 */
public enum ResourceType {
  USER("User", "/Users", "urn:ietf:params:scim:schemas:core:2.0:User"),
  GROUP("Group", "/Groups", "urn:ietf:params:scim:schemas:core:2.0:Group");

  private final String wire;
  private final String endpoint;
  private final String schemaUrn;

  ResourceType(String wire, String endpoint, String schemaUrn) {
    this.wire = wire;
    this.endpoint = endpoint;
    this.schemaUrn = schemaUrn;
  }

  public String wire() {
    return wire;
  }

  public String endpoint() {
    return endpoint;
  }

  public String schemaUrn() {
    return schemaUrn;
  }
}
