package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.replace;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** RFC 7644, 3.14: versions of resources. */
class VersionConformanceTests extends ConformanceSuite {

  private final String stale = "W/\"stale\"";

  @Requirement("E-01")
  @Requirement("E-02")
  @Test
  void versionIsHeaderAndMeta() {
    var made = someone();
    assertThat(made.header("ETag")).startsWith("W/\"").endsWith("\"");
    assertThat(made.json().path("meta").path("version").asString()).isEqualTo(made.header("ETag"));
    assertThat(scim.get("/Users/" + made.id()).header("ETag")).isEqualTo(made.header("ETag"));
  }

  @Requirement("E-03")
  @Test
  void changeMakesANewVersion() {
    var made = someone();
    var changed = patch(made.id(), replace("title", "'T'")).expectResource(200);
    assertThat(changed.header("ETag")).isNotEqualTo(made.header("ETag"));
    var same = patch(made.id(), replace("title", "'T'")).expectResource(200);
    assertThat(same.header("ETag")).isEqualTo(changed.header("ETag"));
  }

  @Requirement("E-04")
  @Test
  void knownVersionIsNotSentAgain() {
    var made = someone();
    var path = "/Users/" + made.id();
    for (var known : List.of(made.header("ETag"), stale + ", " + made.header("ETag"), "*")) {
      var answer = scim.withHeader("If-None-Match", known).get(path).expect(304);
      assertThat(answer.text()).isEmpty();
      assertThat(answer.header("ETag")).isEqualTo(made.header("ETag"));
    }
    scim.withHeader("If-None-Match", stale).get(path).expectResource(200);
  }

  @Requirement("E-05")
  @Test
  void staleVersionChangesNothing() {
    var made = someone();
    var path = "/Users/" + made.id();
    var client = scim.withHeader("If-Match", stale);
    client.put(path, user(name("stale"))).expectError(412);
    client.patch(path, Bodies.patch(replace("title", "'T'"))).expectError(412);
    client.delete(path).expectError(412);
    assertThat(read(made.id())).isEqualTo(made.json());
  }

  @Requirement("E-06")
  @Test
  void weakAndStrongFormsAreTheSame() {
    var made = someone();
    var path = "/Users/" + made.id();
    var strong = made.header("ETag").substring(2);
    var body = Bodies.patch(replace("title", "'T'"));
    var next = scim.withHeader("If-Match", strong).patch(path, body).expectResource(200);
    scim.withHeader("If-Match", next.header("ETag")).delete(path).expectNothing();
  }

  @Requirement("E-07")
  @Test
  void oneOfTwoRacersWins() {
    var made = someone();
    var client = scim.withHeader("If-Match", made.header("ETag"));
    var racers =
        Stream.of("A", "B")
            .map(title -> user(made.json().path("userName").asString(), ",'title':'" + title + "'"))
            .map(
                body ->
                    CompletableFuture.supplyAsync(
                        () -> client.put("/Users/" + made.id(), body).status()))
            .toList();
    assertThat(racers.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 412);
  }

  @Requirement("E-08")
  @Test
  void conditionIsNotRequired() {
    scim.put("/Users/" + someone().id(), user(name("free"))).expectResource(200);
  }
}
