package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.replace;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** RFC 7644, 3.6: deleting a resource. */
class DeleteConformanceTests extends ConformanceSuite {

  @Requirement("DE-01")
  @Requirement("DE-02")
  @Requirement("DE-05")
  @Requirement("DE-07")
  @Requirement("IP-12")
  @Test
  void deletedIsGoneAtOnceForEveryMethod() {
    var id = someone().id();
    scim.delete("/Users/" + id).expectNothing();
    scim.get("/Users/" + id).expectError(404);
    scim.put("/Users/" + id, user(name("gone"))).expectError(404);
    patch(id, replace("title", "'x'")).expectError(404);
    scim.delete("/Users/" + id).expectError(404);
    scim.delete("/Users/" + UUID.randomUUID()).expectError(404);
  }

  @Requirement("DE-04")
  @Requirement("IA-08")
  @Requirement("IP-12")
  @Test
  void nameIsFreeAtOnce() {
    var name = name("again");
    var id = created(user(name)).id();
    scim.delete("/Users/" + id).expectNothing();
    assertThat(created(user(name)).id()).isNotEqualTo(id);
  }

  @Requirement("DE-06")
  @Test
  void deletedUserLeavesTheGroupWithANewVersion() {
    var user = someone().id();
    var group = createdGroup(user);
    scim.delete("/Users/" + user).expectNothing();
    var after = scim.get("/Groups/" + group.id()).expectResource(200);
    assertThat(after.json().has("members")).isFalse();
    assertThat(after.header("ETag")).isNotEqualTo(group.header("ETag"));
  }

  @Requirement("DE-06")
  @Test
  void deletedGroupIsGoneFromItsMembers() {
    var other = someone().id();
    var second = createdGroup(other).id();
    scim.delete("/Groups/" + second).expectNothing();
    assertThat(read(other).has("groups")).isFalse();
  }

  @Requirement("DE-08")
  @Test
  void bodyIsIgnoredAndTheVersionKept() throws java.io.IOException {
    var id = someone().id();
    var stale = scim.withHeader("If-Match", "W/\"stale\"");
    stale.delete("/Users/" + id).expectError(412);
    scim.exchange("DELETE", "/Users/" + id, "{}").expectNothing();
  }
}
