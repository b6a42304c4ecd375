package dev.rosterline.acceptance.presets;

import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.ConsoleClient;
import dev.rosterline.acceptance.system.MemberTrail;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An account with a preset, and what its identity provider, its admins and others do and see. */
final class PresetScene {

  static final Duration SOON = Duration.ofSeconds(30);
  private static final String SCHEMAS =
      "\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\","
          + "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"]";

  final RosterlineSystem system;
  final Account account;

  PresetScene(RosterlineSystem system, String preset, String row) {
    this.system = system;
    this.account = system.account(preset + " " + row, 30);
    admin("PUT", "/policy/preset/" + preset, null).expect(200);
  }

  // What the identity provider does.

  static String user(String name, String more) {
    return "{%s,\"userName\":\"%s\",\"active\":true,\"displayName\":\"%s\",\"emails\":[{\"value\":\"%s@example.com\",\"primary\":true}]%s}"
        .formatted(SCHEMAS, name, name, name, more);
  }

  Answer post(String name) {
    return account.okta().post("/Users", user(name, ""));
  }

  String create(String name) {
    return post(name).expectResource(201).id();
  }

  Answer patch(String id, String path, String value) {
    return account.okta().patch("/Users/" + id, patchOf("replace", path, value));
  }

  static String patchOf(String op, String path, String value) {
    return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"%s\",\"path\":\"%s\",\"value\":%s}]}"
        .formatted(op, path, value);
  }

  void delete(String id) {
    account.okta().delete("/Users/" + id).expectNothing();
    account.okta().get("/Users/" + id).expectError(404);
  }

  String group(String name, String... members) {
    return account.okta().post("/Groups", groupOf(name, members)).expectResource(201).id();
  }

  static String groupOf(String name, String... members) {
    var values = List.of(members).stream().map(id -> "{\"value\":\"" + id + "\"}").toList();
    return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"%s\",\"members\":%s}"
        .formatted(name, values);
  }

  // What an admin does.

  Answer admin(String method, String path, @Nullable String body) {
    return system.admin().send(method, account.id(), path, body);
  }

  void policy(String changes) {
    admin("PATCH", "/policy", changes).expect(200);
  }

  ConsoleClient console() {
    return new ConsoleClient(system.console());
  }

  String consolePath(String page) {
    return "/console/accounts/" + account.id() + "/" + page;
  }

  // What others see.

  JsonNode signIn(String name) {
    return system.signIn().of(account, name);
  }

  boolean mayEnter(String name) {
    return signIn(name).path("allowed").asBoolean();
  }

  /** The person in the account, whatever SCIM id they have at the moment. */
  String member(String name) {
    return signIn(name).path("member").asString();
  }

  List<String> roles(String name) {
    return signIn(name).path("roles").valueStream().map(JsonNode::asString).toList();
  }

  void told(String name, String... events) {
    new MemberTrail(system, account).await(name, events);
  }

  /** The newest row of the activity with this operation and result, once there is one. */
  JsonNode activity(String operation, String result, String subject) {
    return Awaitility.await("%s %s %s".formatted(operation, result, subject))
        .atMost(SOON)
        .until(() -> row(operation, result, subject), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<JsonNode> row(String operation, String result, String subject) {
    return system.admin().activity(account.id()).stream()
        .filter(row -> row.path("operation").asString().equals(operation))
        .filter(row -> row.path("result").asString().equals(result))
        .filter(row -> row.path("subject").asString("").equals(subject))
        .findFirst();
  }

  static void soon(ThrowingRunnable assertion) {
    Awaitility.await().atMost(SOON).untilAsserted(assertion);
  }
}
