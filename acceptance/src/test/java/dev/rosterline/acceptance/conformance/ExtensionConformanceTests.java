package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.add;
import static dev.rosterline.acceptance.conformance.Bodies.json;
import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.remove;
import static dev.rosterline.acceptance.conformance.Bodies.replace;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.acceptance.system.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 7643, 3.3 and 7: an extension that the account declared itself. */
class ExtensionConformanceTests extends ConformanceSuite {

  private static final String URN = "urn:example:params:scim:schemas:2.0:Staff";
  private static final String STAFF =
      """
      {'id': '%s', 'name': 'Staff', 'attributes': [
        {'name': 'badge', 'required': true, 'caseExact': true},
        {'name': 'shift', 'canonicalValues': ['early', 'late']},
        {'name': 'floor', 'type': 'integer'},
        {'name': 'since', 'type': 'dateTime'},
        {'name': 'remote', 'type': 'boolean', 'returned': 'request'},
        {'name': 'site', 'returned': 'always'},
        {'name': 'skills', 'multiValued': true}]}
      """
          .formatted(URN);

  @BeforeAll
  void declare() {
    scim.get("/Schemas/" + URN).expectError(404);
    admin("PUT", "/" + URN, STAFF).expect(201);
    await().atMost(Duration.ofSeconds(1)).until(() -> scim.get("/Schemas/" + URN).status() == 200);
  }

  @Requirement("D-07")
  @Test
  void extensionIsDiscovered() {
    assertThat(scim.get("/Schemas").expect(200).text()).contains(URN);
    assertThat(scim.get("/ResourceTypes/User").expect(200).text()).contains(URN);
    var others = system.account("without", 30).client("conformance");
    assertThat(others.get("/Schemas").expect(200).text()).doesNotContain(URN);
  }

  @Requirement("C-17")
  @Requirement("C-18")
  @Test
  void extensionIsEnforcedOnCreateAndReplace() {
    var name = name("staff");
    var made = created(staff(name, "'badge':'B7','floor':3,'skills':['go']"));
    assertThat(made.json().path("schemas").toString()).contains(URN);
    assertThat(made.json().path(URN).path("floor").asInt()).isEqualTo(3);
    scim.post("/Users", staff(name("x"), "'floor':3")).expectError(400, "invalidValue");
    scim.post("/Users", staff(name("x"), "'badge':1")).expectError(400, "invalidValue");
    scim.post("/Users", staff(name("x"), "'badge':'B','shift':'noon'"))
        .expectError(400, "invalidValue");
    scim.put("/Users/" + made.id(), staff(name, "'badge':'B8'")).expect(200);
    assertThat(read(made.id()).path(URN).has("floor")).isFalse();
    scim.put("/Users/" + made.id(), user(name)).expect(200);
    assertThat(read(made.id()).has(URN)).isFalse();
  }

  @Requirement("PA-09")
  @Requirement("PA-10")
  @Test
  void extensionIsPatched() {
    var id = created(staff(name("patched"), "'badge':'B7','skills':['go']")).id();
    patch(id, replace(URN + ":floor", "4"), add(URN + ":skills", "['sql']")).expect(200);
    assertThat(read(id).path(URN).path("floor").asInt()).isEqualTo(4);
    assertThat(read(id).path(URN).path("skills")).hasSize(2);
    patch(id, remove(URN + ":badge")).expectError(400, "mutability");
    patch(id, replace(URN + ":shift", "'noon'")).expectError(400, "invalidValue");
    patch(id, remove(URN)).expect(200);
    assertThat(read(id).path("schemas").toString()).doesNotContain(URN);
    patch(id, add(URN + ":floor", "1")).expectError(400, "invalidValue");
  }

  @Test
  void extensionIsFilteredAndSorted() {
    var name = name("filtered");
    created(staff(name, "'badge':'%s','floor':12,'since':'2026-02-01T00:00:00Z'".formatted(name)));
    assertFinds(URN + ":badge eq \"" + name + "\"", name);
    assertFinds(URN + ":badge eq \"" + name.toUpperCase(java.util.Locale.ROOT) + "\"");
    var mine = " and userName eq \"" + name + "\"";
    assertFinds(URN + ":floor gt 9" + mine, name);
    assertFinds(URN + ":since ge \"2026-02-01T01:00:00+01:00\"" + mine, name);
    assertFinds(URN + ":since lt \"2026-02-01T00:00:00Z\"" + mine);
    scim.get("/Users?count=1&sortBy=" + encoded(URN + ":badge")).expect(200);
  }

  @Requirement("PR-06")
  @Requirement("PR-01")
  @Test
  void extensionIsShownAsDeclared() {
    var id = created(staff(name("shown"), "'badge':'B','remote':true,'site':'Oslo'")).id();
    assertThat(read(id).path(URN).has("remote")).isFalse();
    assertThat(shown(id, "attributes=userName").path(URN).path("site").asString(""))
        .isEqualTo("Oslo");
    assertThat(shown(id, "excludedAttributes=" + URN).path(URN).path("site").asString(""))
        .isEqualTo("Oslo");
    var asked = shown(id, "attributes=" + URN + ":remote").path(URN);
    assertThat(asked.path("remote").asBoolean(false)).isTrue();
    assertThat(asked.has("badge")).isFalse();
  }

  @Test
  void extensionInUseLosesNothing() {
    created(staff(name("user"), "'badge':'B'"));
    admin("DELETE", "/" + URN, null).expect(409);
    admin("PUT", "/" + URN, STAFF.replace("'integer'", "'string'")).expect(409);
    admin("PUT", "/" + URN, STAFF).expect(200);
    var other = "urn:example:params:scim:schemas:2.0:Other";
    admin("PUT", "/" + other, "{'attributes':[{'name':'a'}]}").expect(201);
    admin("PUT", "/" + other + ":Sub", "{'attributes':[{'name':'a'}]}").expect(409);
    admin("PUT", "/" + other, "{'attributes':[{'name':'a','returned':'never'}]}").expect(400);
    admin("DELETE", "/" + other, null).expect(204);
    admin("GET", "/" + other, null).expect(404);
  }

  private tools.jackson.databind.JsonNode shown(String id, String query) {
    return scim.get("/Users/" + id + "?" + query).expect(200).json();
  }

  private static String staff(String name, String values) {
    return json(
        "{'schemas':['%s','%s'],'userName':'%s','%s':{%s}}"
            .formatted(Bodies.USER, URN, name, URN, values));
  }

  private Answer admin(String method, String path, @org.jspecify.annotations.Nullable String body) {
    return system
        .admin()
        .send(method, account.id(), "/schema-extensions" + path, body == null ? null : json(body));
  }
}
