package dev.rosterline.acceptance.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.AcceptanceTest;
import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.ActivityLog;
import dev.rosterline.acceptance.system.MemberTrail;
import dev.rosterline.acceptance.system.RosterlineSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AcceptanceTest
class RemovalAcceptanceTests {

  private static final String NAME = "kim.vale@northwind.example";
  private static final String BODY =
      """
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"kim.vale@northwind.example",
       "displayName":"Kim Vale","active":true}
      """;
  private static final String BY_NAME =
      "/Users?filter=userName%20eq%20%22kim.vale%40northwind.example%22";

  @Test
  void withoutGracePeriodDeleteRemovesTheMember(RosterlineSystem system) {
    var account = system.account("Removal without grace", 0);
    var id = account.okta().post("/Users", BODY).expectResource(201).id();
    deleteAndExpectGone(account, id);

    var trail = new MemberTrail(system, account);
    var removed = trail.await(NAME, "joined", "removed").getLast().json();
    assertThat(removed.path("removed").asBoolean()).isTrue();
    assertThat(trail.state(removed.path("member").asString())).as("tombstone").isEmpty();
    new ActivityLog(system, account)
        .await(Map.of("user.create applied", 1L, "user.remove applied", 1L));
  }

  @Test
  void withoutGracePeriodReturningPersonIsANewMember(RosterlineSystem system) {
    var account = system.account("Return without grace", 0);
    var first = account.okta().post("/Users", BODY).expectResource(201).id();
    deleteAndExpectGone(account, first);
    var second = account.okta().post("/Users", BODY).expectResource(201).id();
    assertThat(second).isNotEqualTo(first);

    var events = new MemberTrail(system, account).await(NAME, "joined", "removed", "joined");
    assertThat(events.getLast().key()).isNotEqualTo(events.getFirst().key());
  }

  @Test
  void withGracePeriodDeleteSchedulesTheRemoval(RosterlineSystem system) {
    var account = system.account("Removal with grace", 30);
    var id = account.okta().post("/Users", BODY).expectResource(201).id();
    deleteAndExpectGone(account, id);

    var trail = new MemberTrail(system, account);
    var scheduled = trail.await(NAME, "joined", "removal-scheduled").getLast().json();
    var state = trail.state(scheduled.path("member").asString()).orElseThrow();
    assertThat(state.hasNonNull("scimId")).as("scimId while nobody provisions them").isFalse();
    assertThat(
            Duration.between(Instant.now(), Instant.parse(state.path("removalDueAt").asString())))
        .isBetween(Duration.ofDays(30).minusMinutes(5), Duration.ofDays(30));
  }

  @Test
  void withGracePeriodReturningPersonIsTheSameMemberUnderANewId(RosterlineSystem system) {
    var account = system.account("Return with grace", 30);
    var first = account.okta().post("/Users", BODY).expectResource(201).id();
    deleteAndExpectGone(account, first);
    var second = account.okta().post("/Users", BODY).expectResource(201).id();
    assertThat(second).isNotEqualTo(first);
    account.okta().get("/Users/" + first).expectError(404);
    account.okta().get("/Users/" + second).expectResource(200);

    var trail = new MemberTrail(system, account);
    var events = trail.await(NAME, "joined", "removal-scheduled", "removal-cancelled");
    assertThat(events).extracting(event -> event.key()).containsOnly(events.getFirst().key());
    var state = trail.state(events.getFirst().header("ce_subject")).orElseThrow();
    assertThat(state.path("scimId").asString()).isEqualTo(second);
    assertThat(state.hasNonNull("removalDueAt")).isFalse();
    new ActivityLog(system, account)
        .await(
            Map.of(
                "user.create applied", 1L,
                "user.remove applied", 1L,
                "user.restore applied", 1L));
  }

  private static void deleteAndExpectGone(Account account, String id) {
    account.okta().delete("/Users/" + id).expectNothing();
    account.okta().get("/Users/" + id).expectError(404);
    account.okta().delete("/Users/" + id).expectError(404);
    account.okta().get(BY_NAME).expectList(0);
  }
}
