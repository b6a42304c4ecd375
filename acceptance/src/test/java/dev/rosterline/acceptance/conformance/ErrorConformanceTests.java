package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.replace;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 7644, 2, 3.11 and 3.12: errors and who may ask. */
class ErrorConformanceTests extends ConformanceSuite {

  @Requirement("ER-01")
  @Requirement("ER-02")
  @Test
  void everyErrorIsAScimError() {
    account.withToken("nobody").get("/Users").expectError(401);
    scim.get("/Users/nothing").expectError(404);
    scim.get("/Nothing").expectError(404);
    scim.delete("/Users").expectError(405);
    scim.post("/Users", "{").expectError(400);
    scim.withContentType("text/plain").post("/Users", "{}").expectError(415);
    var stale = scim.withHeader("If-Match", "W/\"stale\"");
    stale.delete("/Users/" + someone().id()).expectError(412);
    scim.get("/Me").expectError(501);
  }

  @Requirement("ER-01")
  @Test
  void addressesThatAreRefusedUnseenAreScimErrorsToo() {
    for (var path : List.of("/Users/a%2fb", "/Users//", "/Users/%00", "/Users/a;b=c")) {
      scim.get(path).expectError(400, "invalidSyntax");
      scim.put(path, user(name("odd"))).expectError(400, "invalidSyntax");
      scim.withoutHeader("Authorization").get(path).expectError(400, "invalidSyntax");
    }
  }

  @Requirement("AU-01")
  @Requirement("SE-08")
  @Test
  void callerMustBeKnown() {
    var nobody = scim.withoutHeader("Authorization");
    for (var client : List.of(nobody, account.withToken("nobody"))) {
      assertThat(client.get("/Users").expectError(401).header("WWW-Authenticate"))
          .startsWith("Bearer");
      client.post("/Users", user(name("anonymous"))).expectError(401);
    }
  }

  @Requirement("ER-04")
  @Requirement("IA-14")
  @Test
  void errorsTellNothingOfTheInside() {
    for (var answer :
        List.of(
            scim.get("/Users?filter=" + encoded("userName eq \"\\u0000\"")),
            scim.post("/Users", user("a\\u0000b")),
            scim.get("/Users/%00"),
            scim.get("/Users/" + "x".repeat(3000)))) {
      assertThat(answer.status()).as("%s", answer).isLessThan(500);
      assertThat(answer.text()).doesNotContain("dev.rosterline", "Exception", "org.postgresql");
    }
  }

  @Requirement("ER-05")
  @Requirement("ME-01")
  @Test
  void whatIsNotSupportedIsNotImplemented() {
    scim.get("/Me").expectError(501);
    scim.patch("/Me", Bodies.patch(replace("title", "'x'"))).expectError(501);
    scim.delete("/Me").expectError(501);
  }
}
