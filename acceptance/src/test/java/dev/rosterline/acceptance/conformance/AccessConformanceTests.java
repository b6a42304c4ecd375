package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.acceptance.system.Answer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** RFC 7644, 2 and 7: tokens, and who may do what. */
class AccessConformanceTests extends ConformanceSuite {

  @Requirement("AU-02")
  @Test
  void knownCallerOfAnAccountThatIsOffIsForbidden() {
    admin("PATCH", "/policy", "{\"integrationEnabled\":false}").expect(200);
    try {
      await().atMost(Duration.ofSeconds(1)).until(() -> scim.get("/Users?count=1").status() == 403);
      scim.post("/Users", user(name("forbidden"))).expectError(403);
    } finally {
      admin("PATCH", "/policy", "{\"integrationEnabled\":true}").expect(200);
    }
    await().atMost(Duration.ofSeconds(1)).until(() -> scim.get("/Users?count=1").status() == 200);
  }

  @Requirement("AU-04")
  @Test
  void tokensAreLongAndAlwaysOthers() {
    var first = token("first", "").json().path("token").asString();
    var second = token("second", "").json().path("token").asString();
    var common = 0;
    while (first.charAt(common) == second.charAt(common)) {
      common++;
    }
    // 22 characters of base64 hold 128 bits.
    assertThat(first.substring(common)).matches("[A-Za-z0-9_-]{22,}").isNotEqualTo(second);
  }

  @Requirement("AU-05")
  @Test
  void tokenEndsAtItsTime() {
    var ending = Instant.now().plusSeconds(4).toString();
    var made = token("ending", ",\"expiresAt\":\"" + ending + "\"").json();
    assertThat(Instant.parse(made.path("expiresAt").asString()).toString())
        .startsWith(ending.substring(0, 19));
    var client = account.withToken(made.path("token").asString());
    client.get("/Users?count=1").expect(200);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> client.get("/Users?count=1").status() == 401);
  }

  @Requirement("AU-07")
  @Test
  void tokensAreStoredAsHashesAlone() {
    var secret = token("secret", "").json().path("token").asString();
    var rows =
        system
            .database()
            .query(
                "select to_jsonb(t)::text from account.token t where account_id = ?::uuid",
                row -> row.getString(1),
                account.id());
    assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(secret));
    var known =
        system
            .database()
            .count(
                "select count(*) from account.token where hash = sha256(convert_to(?, 'UTF8'))",
                secret);
    assertThat(known).isEqualTo(1);
  }

  @Requirement("AU-08")
  @Test
  void revokedTokenEndsAtOnce() {
    var made = token("revoked", "").json();
    var client = account.withToken(made.path("token").asString());
    client.get("/Users?count=1").expect(200);
    admin("DELETE", "/tokens/" + made.path("id").asString(), null).expect(204);
    await().atMost(Duration.ofSeconds(1)).until(() -> client.get("/Users?count=1").status() == 401);
  }

  @Requirement("K-05")
  @Test
  void errorsOfTheAdminApiAreProblems() {
    var problem = admin("GET", "/tokens/none/none", null).status();
    assertThat(problem).isEqualTo(404);
    var refused = admin("PATCH", "/policy", "{\"gracePeriodDays\":91}").expect(400);
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    assertThat(refused.json().path("status").asInt()).isEqualTo(400);
    assertThat(refused.json().path("detail").asString("")).isNotBlank();
  }

  private Answer token(String name, String more) {
    var made = admin("POST", "/tokens", "{\"name\":\"" + name + "\"" + more + "}").expect(201);
    if (more.isEmpty() && !name.equals("revoked")) {
      // An account has five at most.
      admin("DELETE", "/tokens/" + made.json().path("id").asString(), null).expect(204);
    }
    return made;
  }

  private Answer admin(String method, String path, @Nullable String body) {
    return system.admin().send(method, account.id(), path, body);
  }
}
