package dev.rosterline.acceptance.idp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Bodies and queries as Okta writes them. */
final class OktaBodies {

  private static final String PATCH =
      "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[%s]}";
  private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";

  private OktaBodies() {}

  /** Blanks and quotes are sent as {@code %20} and {@code %22}. */
  static String byName(String userName) {
    return "/Users?filter="
        + encoded("userName eq \"" + userName + "\"")
        + "&startIndex=1&count=100";
  }

  static String byDisplayName(String name) {
    return "/Groups?filter="
        + encoded("displayName eq \"" + name + "\"")
        + "&startIndex=1&count=100";
  }

  private static String encoded(String filter) {
    return URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Okta always sends a password and an empty list of groups. */
  static String user(String userName, String given, String family) {
    return """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s",
         "name":{"givenName":"%2$s","familyName":"%3$s"},
         "emails":[{"primary":true,"value":"%1$s","type":"work"}],
         "displayName":"%2$s %3$s","locale":"en-US","externalId":"00u%2$s%3$s","groups":[],
         "password":"k3pw9xQ1","active":true}
        """
        .formatted(userName, given, family);
  }

  static String active(boolean active) {
    return PATCH.formatted("{\"op\":\"replace\",\"value\":{\"active\":" + active + "}}");
  }

  static String group(String name) {
    return "{\"schemas\":[\"%s\"],\"displayName\":\"%s\",\"members\":[]}".formatted(GROUP, name);
  }

  static String wholeGroup(String id, String name, String... members) {
    return "{\"schemas\":[\"%s\"],\"id\":\"%s\",\"displayName\":\"%s\",\"members\":%s}"
        .formatted(GROUP, id, name, list(members));
  }

  static String addMember(String member) {
    return PATCH.formatted(add(member));
  }

  static String removeMember(String member) {
    return PATCH.formatted(remove(member));
  }

  /** A removal and an addition in one request, applied in order. */
  static String swapMembers(String out, String in) {
    return PATCH.formatted(remove(out) + "," + add(in));
  }

  static String replaceMembers(String... members) {
    return PATCH.formatted(
        "{\"op\":\"replace\",\"path\":\"members\",\"value\":" + list(members) + "}");
  }

  static String rename(String id, String name) {
    return PATCH.formatted(
        "{\"op\":\"replace\",\"value\":{\"id\":\"%s\",\"displayName\":\"%s\"}}"
            .formatted(id, name));
  }

  private static String add(String member) {
    return "{\"op\":\"add\",\"path\":\"members\",\"value\":" + list(member) + "}";
  }

  private static String remove(String member) {
    return "{\"op\":\"remove\",\"path\":\"members[value eq \\\"%s\\\"]\"}".formatted(member);
  }

  private static String list(String... members) {
    return Arrays.stream(members)
        .map(m -> "{\"value\":\"%s\",\"display\":\"someone@northwind.example\"}".formatted(m))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
