package dev.rosterline.acceptance.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An identity provider takes many people away in a minute, and an admin brings them back. */
@AcceptanceTest
class UndoAcceptanceTests {

  private static final int PEOPLE = 62;
  private static final String BODY =
      """
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","displayName":"%s","active":true}
      """;
  private static final String PATCH =
      """
      {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
       "Operations":[{"op":"replace","path":"%s","value":%s}]}
      """;

  @Test
  void whoLeftBetweenTwoTimesIsBack(RosterlineSystem system) {
    var account = system.account("Undo", 30);
    var ids = new ArrayList<String>();
    for (int i = 0; i < PEOPLE; i++) {
      var body = BODY.formatted("person-%02d@undo.example".formatted(i), "Person");
      ids.add(account.okta().post("/Users", body).expectResource(201).id());
    }
    var blockedBefore = ids.removeFirst();
    block(account, blockedBefore);
    var from = Instant.now();
    var seenToSince = ids.removeFirst();
    block(account, seenToSince);
    var deleted = List.of(ids.removeFirst(), ids.removeFirst());
    deleted.forEach(id -> account.okta().delete("/Users/" + id).expectNothing());
    ids.forEach(id -> block(account, id));
    var to = Instant.now();
    account
        .okta()
        .patch("/Users/" + seenToSince, PATCH.formatted("displayName", "\"Gone for good\""))
        .expectResource(200);

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertCounts(undo(system, account, from, to, true), ids.size()));
    var done = undo(system, account, from, to, false);

    assertCounts(done, ids.size());
    assertThat(done.path("done").asInt()).isEqualTo(ids.size() + 2);
    assertThat(done.path("failed").asInt()).isZero();
    ids.forEach(id -> assertThat(isActive(account, id)).isTrue());
    assertThat(isActive(account, blockedBefore)).isFalse();
    assertThat(isActive(account, seenToSince)).isFalse();
    var removals = system.admin().send("GET", account.id(), "/removals", null).expect(200);
    assertThat(removals.json().path("removals")).isEmpty();
    assertThat(undo(system, account, from, to, false).path("done").asInt()).isZero();
  }

  @Test
  void whoIsRemovedIsAMemberAgainAndMetByTheNextCreate(RosterlineSystem system) {
    var account = system.account("Undo removals", 0);
    var from = Instant.now();
    var gone = create(account, "gone");
    var anew = create(account, "anew");
    List.of(gone, anew).forEach(id -> account.okta().delete("/Users/" + id).expectNothing());
    var to = Instant.now();
    var again = create(account, "anew");
    assertThat(signIn(system, account, "gone").path("allowed").asBoolean()).isFalse();

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              var plan = undo(system, account, from, to, true);
              assertThat(plan.path("removed").path("userNames").toString())
                  .isEqualTo("[\"gone@undo.example\"]");
              assertThat(plan.path("otherwise").asInt()).isEqualTo(1);
            });
    assertThat(undo(system, account, from, to, false).path("done").asInt()).isEqualTo(1);

    assertThat(signIn(system, account, "gone").path("allowed").asBoolean()).isTrue();
    account.okta().get("/Users/" + gone).expectError(404);
    var back = create(account, "gone");
    assertThat(back).isNotEqualTo(gone);
    assertThat(memberOf(system, back)).isEqualTo(gone);
    assertThat(memberOf(system, again)).isEqualTo(again);
    assertThat(undo(system, account, from, to, false).path("done").asInt()).isZero();
  }

  private static String create(Account account, String name) {
    var body = BODY.formatted(name + "@undo.example", name);
    return account.okta().post("/Users", body).expectResource(201).id();
  }

  private static JsonNode signIn(RosterlineSystem system, Account account, String name) {
    return system.signIn().of(account, name + "@undo.example");
  }

  private static String memberOf(RosterlineSystem system, String scimId) {
    return system
        .database()
        .query(
            "select member_id::text from directory.member where scim_id = ?::uuid",
            row -> row.getString(1),
            scimId)
        .getFirst();
  }

  private static void assertCounts(JsonNode told, int blocked) {
    assertThat(told.path("blocked").path("count").asInt()).isEqualTo(blocked);
    assertThat(told.path("leaving").path("count").asInt()).isEqualTo(2);
    assertThat(told.path("removed").path("count").asInt()).isZero();
    assertThat(told.path("otherwise").asInt()).isEqualTo(1);
    assertThat(told.path("leaving").path("userNames").path(0).asString())
        .isEqualTo("person-02@undo.example");
  }

  private static JsonNode undo(
      RosterlineSystem system, Account account, Instant from, Instant to, boolean preview) {
    var body = "{\"from\":\"%s\",\"to\":\"%s\",\"preview\":%s}".formatted(from, to, preview);
    return system.admin().send("POST", account.id(), "/undo", body).expect(200).json();
  }

  private static void block(Account account, String id) {
    account.okta().patch("/Users/" + id, PATCH.formatted("active", false)).expectResource(200);
  }

  private static boolean isActive(Account account, String id) {
    return account.okta().get("/Users/" + id).expectResource(200).json().path("active").asBoolean();
  }
}
