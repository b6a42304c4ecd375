package dev.rosterline.local.demo;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The requests of an Okta provisioning session. */
final class OktaRequests {

  private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
  private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

  private final ScimClient client;

  OktaRequests(ScimClient client) {
    this.client = client;
  }

  /** Looks the person up and creates them; returns the id, or an empty one after a surprise. */
  String push(Person person) {
    var query = ScimClient.filter("userName", person.userName()) + "&startIndex=1&count=100";
    client.send(Kind.LOOK_UP, "GET", "/Users" + query, null, 200);
    var made = client.send(Kind.CREATE_USER, "POST", "/Users", person.document(), 201);
    return made.path("id").asString("");
  }

  void pushAgain(Person person) {
    client.send(Kind.DUPLICATE, "POST", "/Users", person.document(), 409);
  }

  String createGroup(String name) {
    var document = Map.of("schemas", List.of(GROUP), "displayName", name, "members", List.of());
    var made = client.send(Kind.CREATE_GROUP, "POST", "/Groups", document, 201);
    return made.path("id").asString("");
  }

  void addMembers(String group, List<String> ids) {
    var members = ids.stream().map(id -> Map.of("value", id)).collect(Collectors.toList());
    var operation = Map.of("op", "add", "path", "members", "value", members);
    client.send(Kind.ADD_MEMBERS, "PATCH", "/Groups/" + group, patch(operation), 204);
  }

  void removeMember(String group, String id) {
    var operation = Map.of("op", "remove", "path", "members[value eq \"" + id + "\"]");
    client.send(Kind.ADD_MEMBERS, "PATCH", "/Groups/" + group, patch(operation), 204);
  }

  void rename(String group, String name) {
    var operation = Map.of("op", "replace", "value", Map.of("id", group, "displayName", name));
    client.send(Kind.RENAME_GROUP, "PATCH", "/Groups/" + group, patch(operation), 204);
  }

  void deactivate(String user) {
    var operation = Map.of("op", "replace", "value", Map.of("active", false));
    client.send(Kind.DEACTIVATE, "PATCH", "/Users/" + user, patch(operation), 200);
  }

  void delete(String user) {
    client.send(Kind.DELETE_USER, "DELETE", "/Users/" + user, null, 204);
  }

  private static Map<String, Object> patch(Map<String, ?> operation) {
    return Map.of("schemas", List.of(PATCH), "Operations", List.of(operation));
  }
}
