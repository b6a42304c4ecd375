package dev.rosterline.scim.quirks;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leaves out of the configuration what a client is known to stumble over. The UnboundID SCIM 2 SDK
 * reads {@code pagination} and throws an exception for any other attribute that RFC 7643 has not,
 * so with {@code securityEvents} it could not even ask whether there are ETags. It comes as Jersey,
 * the HTTP client that it is made for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9967#section-4">RFC 9967, 4</a>
 */
public final class ConfigurationAttributes {

  private ConfigurationAttributes() {}

  /** The configuration for this client, changed in place. */
  public static ObjectNode readableBy(@Nullable String userAgent, ObjectNode config) {
    if (userAgent != null && userAgent.startsWith("Jersey/")) {
      config.remove("securityEvents");
    }
    return config;
  }
}
