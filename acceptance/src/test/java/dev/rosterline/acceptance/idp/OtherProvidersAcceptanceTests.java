package dev.rosterline.acceptance.idp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.RosterlineSystem;
import dev.rosterline.acceptance.system.ScimClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What other identity providers do differently from Okta and Entra ID, one session each. */
@AcceptanceTest
class OtherProvidersAcceptanceTests {

  private static final String PATCH =
      "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[%s]}";
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";

  /** The body is a template of the admin's; macros without a value leave empty text or a blank. */
  @Test
  void oneLoginFillsItsTemplateWithBlanks(RosterlineSystem system) {
    var oneLogin = system.account("OneLogin", 0).client("OneLogin/1.0");
    oneLogin.get("/Users?filter=userName%20eq%20%22nobody-has-this-name%22").expectList(0);

    var id =
        oneLogin
            .post("/Users", template("ada@onelogin.example", "Ada", "Lovelace", "", " "))
            .expectResource(201)
            .id();
    var ada = oneLogin.get("/Users/" + id).expectResource(200).json();
    assertThat(ada.has("title")).isFalse();
    assertThat(ada.path(ENTERPRISE).has("department")).isFalse();
    assertThat(ada.path(ENTERPRISE).has("manager")).isFalse();

    var filled = template("ada@onelogin.example", "Ada", "King", "Countess", "Engines");
    var updated = oneLogin.put("/Users/" + id, filled).expectResource(200).json();
    assertThat(updated.path("title").asString()).isEqualTo("Countess");
    assertThat(updated.path(ENTERPRISE).path("department").asString()).isEqualTo("Engines");

    oneLogin.get("/Groups").expectList(0);
    var group = oneLogin.post("/Groups", group("Engineers")).expectResource(201).id();
    oneLogin.patch("/Groups/" + group, members("add", id)).expectNothing();
    assertThat(membersOf(oneLogin, group)).containsExactly(id);
    oneLogin.delete("/Users/" + id).expectNothing();
    oneLogin.get("/Users/" + id).expectError(404);
    assertThat(membersOf(oneLogin, group)).isEmpty();
  }

  /**
   * Whoever looks whether the endpoint is there, and a proxy that asks whether it has the latest.
   */
  @Test
  void headIsAnsweredAsGetIsWithoutTheBody(RosterlineSystem system) throws IOException {
    var monitor = system.account("Monitored", 0).client("Monitor/1.0");
    var id = monitor.post("/Users", template("ada", "Ada", "Byron", "", "")).expect(201).id();
    for (var path : List.of("/Users/" + id, "/ServiceProviderConfig", "/Users?count=1")) {
      var whole = monitor.get(path).expect(200);
      var head = monitor.exchange("HEAD", path, null).expect(200);
      assertThat(head.text()).as(path).isEmpty();
      assertThat(head.header("Content-Type")).isEqualTo(whole.header("Content-Type"));
      assertThat(head.headers("Content-Length"))
          .as(path)
          .isEqualTo(whole.headers("Content-Length"));
      assertThat(head.headers("ETag")).as(path).isEqualTo(whole.headers("ETag"));
    }
    var missing = monitor.exchange("HEAD", "/Users/" + UUID.randomUUID(), null).expect(404);
    assertThat(missing.text()).isEmpty();
    monitor.exchange("HEAD", "/Bulk", null).expect(405);
  }

  /** Renames without a path, removes with a list of values, deactivates where it may not delete. */
  @Test
  void jumpCloudRenamesWithoutAPathAndRemovesByValue(RosterlineSystem system) {
    var jumpCloud = system.account("JumpCloud", 0).client("JumpCloud");
    var one = jumpCloud.post("/Users", user("one@jumpcloud.example")).expectResource(201).id();
    var two = jumpCloud.post("/Users", user("two@jumpcloud.example")).expectResource(201).id();
    var group = jumpCloud.post("/Groups", group("Staff")).expectResource(201).id();
    jumpCloud.patch("/Groups/" + group, members("add", one)).expectNothing();
    jumpCloud.patch("/Groups/" + group, members("add", two)).expectNothing();

    jumpCloud
        .patch(
            "/Groups/" + group,
            PATCH.formatted("{\"op\":\"replace\",\"value\":{\"displayName\":\"All staff\"}}"))
        .expectNothing();
    assertThat(membersOf(jumpCloud, group)).containsExactlyInAnyOrder(one, two);
    jumpCloud.patch("/Groups/" + group, members("remove", one)).expectNothing();
    assertThat(membersOf(jumpCloud, group)).containsExactly(two);

    jumpCloud
        .patch(
            "/Users/" + one,
            PATCH.formatted("{\"op\":\"replace\",\"path\":\"active\",\"value\":false}"))
        .expectResource(200);
    var blocked = jumpCloud.get("/Users/" + one).expectResource(200).json();
    assertThat(blocked.path("active").asBoolean(true)).isFalse();
  }

  /** Changes users by PUT alone and looks for a group by reading all of them. */
  @Test
  void pingFederateReadsAllGroupsAndOnlyPutsUsers(RosterlineSystem system) {
    var ping = system.account("PingFederate", 0).client("PingFederate/12");
    var id = ping.post("/Users", user("eve@ping.example")).expectResource(201).id();
    var made = new ArrayList<String>();
    for (int i = 0; i < 130; i++) {
      made.add(ping.post("/Groups", group("Group " + i)).expectResource(201).id());
    }
    var read = new ArrayList<String>();
    JsonNode page;
    do {
      page = ping.get("/Groups?startIndex=" + (read.size() + 1)).expectList(130).json();
      page.path("Resources").forEach(found -> read.add(found.path("id").asString()));
    } while (read.size() < 130 && !page.path("Resources").isEmpty());
    assertThat(read).doesNotHaveDuplicates();
    assertThat(new HashSet<>(read)).containsExactlyInAnyOrderElementsOf(made);

    ObjectNode profile = (ObjectNode) ping.get("/Users/" + id).expectResource(200).json();
    profile.put("active", false).put("title", "Left");
    var put = ping.put("/Users/" + id, profile.toString()).expectResource(200).json();
    assertThat(put.path("active").asBoolean(true)).isFalse();
    assertThat(put.path("title").asString()).isEqualTo("Left");
  }

  /** Asks what the server can do first; makes the group empty, then sends its members. */
  @Test
  void ripplingAsksForTheConfigurationAndFillsGroupsLater(RosterlineSystem system) {
    var rippling = system.account("Rippling", 0).client("Rippling");
    var config = rippling.get("/ServiceProviderConfig").expect(200).json();
    assertThat(config.path("patch").path("supported").asBoolean()).isTrue();
    var group = rippling.post("/Groups", group("Finance")).expectResource(201).id();
    var id = rippling.post("/Users", user("fin@rippling.example")).expectResource(201).id();
    rippling.patch("/Groups/" + group, members("add", id)).expectNothing();
    assertThat(membersOf(rippling, group)).containsExactly(id);
    var shown = rippling.get("/Users/" + id).expectResource(200).json();
    assertThat(shown.path("groups").path(0).path("value").asString()).isEqualTo(group);
  }

  private static List<String> membersOf(ScimClient client, String group) {
    Answer answer = client.get("/Groups/" + group).expectResource(200);
    List<String> members = new ArrayList<>();
    answer.json().path("members").forEach(member -> members.add(member.path("value").asString()));
    return members;
  }

  private static String members(String op, String member) {
    return PATCH.formatted(
        "{\"op\":\"%s\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}"
            .formatted(op, member));
  }

  private static String group(String name) {
    return "{\"schemas\":[\"%s\"],\"displayName\":\"%s\"}".formatted(GROUP, name);
  }

  private static String user(String name) {
    return "{\"schemas\":[\"%s\"],\"userName\":\"%s\",\"active\":true}".formatted(USER, name);
  }

  private static String template(
      String name, String given, String family, String title, String department) {
    return """
        {"schemas":["%1$s","%2$s"],"userName":"%3$s","title":"%6$s",
         "name":{"givenName":"%4$s","familyName":"%5$s","formatted":"%4$s %5$s"},
         "emails":[{"value":"%3$s","type":"work","primary":true}],
         "%2$s":{"department":"%7$s","manager":{"value":"","displayName":" "}}}
        """
        .formatted(USER, ENTERPRISE, name, given, family, title, department);
  }
}
