package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.replace;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.acceptance.system.Account;
import dev.rosterline.acceptance.system.KafkaTopics;
import dev.rosterline.acceptance.system.RosterlineSystem;
import dev.rosterline.acceptance.system.ScimClient;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 7644, 6: accounts that know nothing of each other. */
class TenancyConformanceTests extends ConformanceSuite {

  private Account other;
  private ScimClient theirs;

  @BeforeAll
  void connectTheOther(RosterlineSystem running) {
    other = running.account("TenancyConformanceTests other", 0);
    theirs = other.client("conformance").withContentType("application/scim+json");
  }

  @Requirement("AU-03")
  @Requirement("MT-01")
  @Requirement("MT-05")
  @Test
  void idsOfOthersAreUnknown() {
    var id = someone().id();
    theirs.get("/Users/" + id).expectError(404);
    theirs.put("/Users/" + id, user(name("foreign"))).expectError(404);
    theirs.patch("/Users/" + id, Bodies.patch(replace("title", "'x'"))).expectError(404);
    theirs.delete("/Users/" + id).expectError(404);
    var theirGroup = theirs.post("/Groups", Bodies.group(name("foreign"), id)).text();
    assertThat(theirGroup).doesNotContain(read(id).path("userName").asString());
    assertThat(read(id).has("groups")).isFalse();
    assertThat(theirs.get("/Users?count=200").text()).doesNotContain(id);
    read(id);
  }

  @Requirement("MT-02")
  @Requirement("MT-04")
  @Requirement("C-12")
  @Requirement("MT-03")
  @Requirement("SE-07")
  @Test
  void namesAndExternalIdsAreTheAccounts() {
    var name = name("shared");
    var body = user(name, ",'externalId':'" + name + "'");
    var mine = created(body).id();
    assertThat(theirs.post("/Users", body).expectResource(201).id()).isNotEqualTo(mine);
    created(user(name("other"), ",'externalId':'" + name + "'"));
  }

  @Requirement("SE-01")
  @Test
  void passwordsAreInNoRecord() {
    var secret = name("secret");
    var id = created(user(name("password"), ",'password':'" + secret + "'")).id();
    patch(id, replace("password", "'" + secret + "'"));
    for (var topic : List.of(KafkaTopics.COMMANDS, KafkaTopics.OUTCOMES, KafkaTopics.EVENTS)) {
      assertThat(system.topics().of(account, topic))
          .as(topic)
          .noneMatch(record -> String.valueOf(record.value()).contains(secret));
    }
  }
}
