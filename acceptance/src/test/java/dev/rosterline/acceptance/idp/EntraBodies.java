package dev.rosterline.acceptance.idp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Bodies and queries as Entra ID writes them. */
final class EntraBodies {

  static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  private static final String PATCH =
      "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[%s]}";

  private EntraBodies() {}

  /** Blanks are sent as {@code +}. */
  static String users(String filter) {
    return "/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }

  static String groups(String name) {
    var filter = "displayName eq \"" + name + "\"";
    return "/Groups?excludedAttributes=members&filter="
        + URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }

  static String user(String userName, String externalId, String given, String family) {
    return """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
                    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
         "externalId":"%2$s","userName":"%1$s","active":true,"displayName":"%3$s %4$s",
         "emails":[{"primary":true,"type":"work","value":"%1$s"}],
         "meta":{"resourceType":"User"},
         "name":{"formatted":"%3$s %4$s","familyName":"%4$s","givenName":"%3$s"},
         "title":"Engineer","roles":[]}
        """
        .formatted(userName, externalId, given, family);
  }

  static String patch(String... operations) {
    return PATCH.formatted(String.join(",", operations));
  }

  /** Operators are capitalised and every value is a string, booleans too. */
  static String operation(String op, String path, String value) {
    return "{\"op\":\"%s\",\"path\":\"%s\",\"value\":\"%s\"}"
        .formatted(op, path.replace("\"", "\\\""), value);
  }

  static String group(String name, String externalId) {
    return """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group",
                    "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
         "externalId":"%s","displayName":"%s","meta":{"resourceType":"Group"}}
        """
        .formatted(externalId, name);
  }

  static String members(String op, String member) {
    return patch(
        "{\"op\":\"%s\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"%s\"}]}"
            .formatted(op, member));
  }

  /** The form behind the flag aadOptscim062020; both arrive from one tenant. */
  static String removeByFilter(String member) {
    return patch("{\"op\":\"remove\",\"path\":\"members[value eq \\\"%s\\\"]\"}".formatted(member));
  }

  static String removeAll() {
    return patch("{\"op\":\"Remove\",\"path\":\"members\"}");
  }
}
