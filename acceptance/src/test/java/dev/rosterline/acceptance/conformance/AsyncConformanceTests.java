package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.MESSAGES;
import static dev.rosterline.acceptance.conformance.Bodies.USER;
import static dev.rosterline.acceptance.conformance.Bodies.bulk;
import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.replace;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rosterline.acceptance.system.Answer;
import dev.rosterline.acceptance.system.Json;
import dev.rosterline.acceptance.system.KafkaTopics;
import dev.rosterline.acceptance.system.ScimClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** RFC 9967, 2.5.1, and RFC 7240: requests whose client need not wait. */
class AsyncConformanceTests extends ConformanceSuite {

  private static final String EVENT = "urn:ietf:params:scim:event:misc:asyncresp";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private ScimClient async;

  @BeforeAll
  void prefer() {
    async = scim.withHeader("Prefer", "respond-async");
  }

  private Answer accepted(Answer answer) {
    assertThat(answer.expect(202).text()).isEmpty();
    assertThat(answer.header("Set-Txn")).isNotBlank();
    return answer;
  }

  private String path(Answer accepted) {
    return accepted.header("Location").substring(account.scimBase().length());
  }

  /** The result, once there is one. */
  private Answer result(String path) {
    return await()
        .atMost(LIMIT)
        .until(() -> scim.get(path), answer -> answer.status() != 202)
        .expect(200);
  }

  private JsonNode claims(Answer accepted) {
    return result(path(accepted)).json();
  }

  private JsonNode operation(Answer accepted) {
    return claims(accepted).path("events").path(EVENT);
  }

  @Requirement("AS-01")
  @Requirement("AS-05")
  @Requirement("AS-06")
  @Requirement("AS-11")
  @Test
  void everyWriteMayBeAcceptedInsteadOfAnswered() {
    var made = accepted(async.post("/Users", user(name("async"))));
    assertThat(made.header("Preference-Applied")).isEqualTo("respond-async");
    assertThat(made.header("Location"))
        .isEqualTo(account.scimBase() + "/AsyncResults/" + made.header("Set-Txn"));
    var created = operation(made);
    assertThat(created.path("method").asString()).isEqualTo("POST");
    assertThat(created.path("status").asString()).isEqualTo("201");
    assertThat(created.has("response")).isFalse();
    var path = created.path("location").asString().substring(account.scimBase().length());
    var found = scim.get(path).expectResource(200);
    assertThat(created.path("version").asString()).isEqualTo(found.header("ETag"));

    var put = user(found.json().path("userName").asString(), ",'title':'put'");
    assertEnds("PUT", "200", async.put(path, put));
    var patch = Bodies.patch(replace("title", "'patched'"));
    assertEnds("PATCH", "200", async.patch(path, patch));
    assertThat(scim.get(path).json().path("title").asString()).isEqualTo("patched");
    assertEnds("DELETE", "204", async.delete(path));
    scim.get(path).expectError(404);
  }

  private void assertEnds(String method, String status, Answer accepted) {
    var operation = operation(accepted(accepted));
    assertThat(operation.path("method").asString()).isEqualTo(method);
    assertThat(operation.path("status").asString()).isEqualTo(status);
  }

  @Requirement("AS-02")
  @Requirement("AS-07")
  @Test
  void acceptedAnswerHasNoBodyWhateverAcceptSays() {
    for (var accept : List.of("text/html", "application/json", "application/scim+json")) {
      var answer =
          accepted(async.withHeader("Accept", accept).post("/Users", user(name("accept"))));
      assertThat(answer.header("Content-Length")).isIn("", "0");
      assertThat(answer.header("Content-Type")).isEmpty();
    }
  }

  @Requirement("AS-03")
  @Test
  void everyTransactionIsAnother() {
    var made =
        IntStream.range(0, 50)
            .mapToObj(i -> accepted(async.post("/Users", user(name("txn")))).header("Set-Txn"))
            .toList();
    assertThat(made).doesNotHaveDuplicates();
  }

  @Requirement("AS-04")
  @Requirement("EV-01")
  @Requirement("EV-03")
  @Requirement("EV-06")
  @Requirement("EV-11")
  @Test
  void eventTellsTransactionAndSubject() {
    var made = accepted(async.post("/Users", user(name("event"))));
    var claims = claims(made);
    assertThat(claims.path("txn").asString()).isEqualTo(made.header("Set-Txn"));
    assertThat(claims.path("iss").asString()).isNotBlank();
    assertThat(claims.path("aud").isEmpty()).isFalse();
    assertThat(claims.path("iat").isIntegralNumber()).isTrue();
    assertThat(claims.has("exp")).isFalse();
    assertThat(claims.has("sub")).isFalse();
    assertThat(claims.path("events").propertyNames()).containsExactly(EVENT);
    assertThat(claims.at("/sub_id/format").asString()).isEqualTo("scim");
    scim.get(claims.at("/sub_id/uri").asString()).expectResource(200);
    var again = claims(made);
    assertThat(claims.path("jti").asString()).isNotBlank();
    assertThat(again.path("jti")).isEqualTo(claims.path("jti"));
  }

  @Requirement("AS-08")
  @Test
  void whoGrantsTimeIsAnsweredAsAlways() {
    var patient = scim.withHeader("Prefer", "respond-async, wait=30");
    var answer = patient.post("/Users", user(name("patient"))).expectResource(201);
    assertThat(answer.header("Set-Txn")).isEmpty();
  }

  @Requirement("AS-09")
  @Test
  void nobodyElseIsAnswered202() {
    var id = someone().id();
    scim.put("/Users/" + id, user(name("waiting"))).expectResource(200);
    patch(id, replace("title", "'x'")).expectResource(200);
    patchGroup(createdGroup(id).id(), replace("displayName", "'" + name("g") + "'")).expect(204);
    scim.delete("/Users/" + id).expectNothing();
  }

  @Requirement("AS-10")
  @Test
  void everyOperationOfABulkRequestIsCompletedByItsPlace() {
    var taken = name("taken");
    created(user(taken));
    var operations =
        List.of(post("one", name("bulk")), post("two", taken), post("three", name("bulk")));
    var made = accepted(async.post("/Bulk", bulk("", operations.toArray(String[]::new))));
    assertThat(result(path(made)).json().path("sets").size()).isEqualTo(operations.size());
    var jtis = new HashSet<String>();
    var expected = List.of("201", "409", "201");
    for (var i = 0; i < operations.size(); i++) {
      var claims = result(path(made) + ":" + i).json();
      assertThat(claims.path("txn").asString()).isEqualTo(made.header("Set-Txn") + ":" + i);
      var operation = claims.path("events").path(EVENT);
      assertThat(operation.path("bulkId").asString())
          .isEqualTo(List.of("one", "two", "three").get(i));
      assertThat(operation.path("status").asString()).isEqualTo(expected.get(i));
      jtis.add(claims.path("jti").asString());
    }
    assertThat(jtis).hasSize(operations.size());
    scim.get(path(made) + ":" + operations.size()).expectError(404);
  }

  private static String post(String bulkId, String userName) {
    return "{'method':'POST','path':'/Users','bulkId':'%s','data':{'schemas':['%s'],'userName':'%s'}}"
        .formatted(bulkId, USER, userName);
  }

  @Requirement("AS-12")
  @Requirement("EV-02")
  @Test
  void whatFailedIsToldInTheEvent() {
    var taken = name("taken");
    var id = created(user(taken)).id();
    var conflict = accepted(async.post("/Users", user(taken, ",'externalId':'E-1'")));
    assertFails(operation(conflict), "409", "uniqueness");
    assertThat(claims(conflict).at("/sub_id/uri").asString()).isEqualTo("/Users");
    assertThat(claims(conflict).at("/sub_id/externalId").asString()).isEqualTo("E-1");
    assertFails(operation(accepted(async.delete("/Users/" + UUID.randomUUID()))), "404", "");
    var stale = async.withHeader("If-Match", "W/\"stale\"");
    var patch = Bodies.patch(replace("title", "'x'"));
    assertFails(operation(accepted(stale.patch("/Users/" + id, patch))), "412", "");
  }

  private static void assertFails(JsonNode operation, String status, String scimType) {
    assertThat(operation.path("status").asString()).isEqualTo(status);
    var error = operation.path("response");
    assertThat(error.path("schemas").path(0).asString()).isEqualTo(MESSAGES + "Error");
    assertThat(error.path("status").asString()).isEqualTo(status);
    assertThat(error.path("scimType").asString("")).isEqualTo(scimType);
  }

  @Requirement("AS-13")
  @Test
  void resultsAreTheirClients() {
    var made = accepted(async.post("/Users", user(name("own"))));
    result(path(made));
    var sibling = system.admin().createToken(account.id(), "sibling");
    account.withToken(sibling).get(path(made)).expectError(404);
    var other = system.account("AsyncConformanceTests other", 0).client("conformance");
    other.get(path(made)).expectError(404);
    scim.withoutHeader("Authorization").get(path(made)).expectError(401);
  }

  @Requirement("AS-15")
  @Requirement("D-19")
  @Requirement("EV-16")
  @Test
  void configurationTellsModeAndEvents() {
    var events = scim.get("/ServiceProviderConfig").expect(200).json().path("securityEvents");
    assertThat(events.path("asyncRequest").asString()).isEqualToIgnoringCase("request");
    assertThat(Json.elements(events.path("eventUris")).map(JsonNode::asString))
        .containsExactly(EVENT);
  }

  @Requirement("AS-16")
  @Requirement("ER-06")
  @Test
  void pendingResultSaysWhenToComeAgain() {
    var processes = system.processes();
    processes.processors().forEach(processes::pause);
    Answer made;
    try {
      made = accepted(async.post("/Users", user(name("pending"))));
      var pending = scim.get(path(made)).expect(202);
      assertThat(pending.text()).isEmpty();
      assertThat(pending.header("Retry-After")).matches("[1-9]\\d*");
      // Who waits is not answered 2xx before it is decided.
      scim.post("/Users", user(name("waits"))).expectUnavailable(Duration.ofSeconds(20));
    } finally {
      processes.processors().forEach(processes::resume);
    }
    assertThat(operation(made).path("status").asString()).isEqualTo("201");
    scim.get(path(made).replaceFirst(".$", "~")).expectError(404);
    scim.get("/AsyncResults/" + UUID.randomUUID()).expectError(404);
    await().atMost(LIMIT).until(() -> scim.post("/Users", user(name("back"))).status() == 201);
  }

  @Requirement("AS-17")
  @Test
  void whatNeedsNoStateIsRefusedAtOnce() {
    async.withoutHeader("Authorization").post("/Users", user(name("x"))).expectError(401);
    async.post("/Robots", user(name("x"))).expectError(404);
    async.post("/Users", "{").expectError(400, "invalidSyntax");
    async.post("/Users", user("")).expectError(400, "invalidValue");
    async.post("/Users", user(name("x"), ",'active':7")).expectError(400, "invalidValue");
    var id = someone().id();
    var path = Bodies.patch(replace("emails[", "'x'"));
    async.patch("/Users/" + id, path).expectError(400, "invalidPath");
    var large = user(name("x"), ",'title':'" + "x".repeat(2_000_000) + "'");
    async.post("/Users", large).expectError(413);
    async.withContentType("text/plain").post("/Users", user(name("x"))).expectError(415);
    async.post("/Bulk", "{").expectError(400, "invalidSyntax");
  }

  @Requirement("AS-18")
  @Test
  void preferencesAreReadAsRfc7240Says() {
    for (var wanted :
        List.of(
            "Respond-Async",
            "return=minimal, respond-async",
            "respond-async=",
            "respond-async=\"\"",
            "respond-async; a=b; c",
            "unknown=\"a, b\", respond-async",
            "respond-async, respond-async=never",
            "wait=soon, respond-async",
            ",, respond-async")) {
      accepted(scim.withHeader("Prefer", wanted).post("/Users", user(name("prefer"))));
    }
    for (var unwanted :
        List.of(
            "",
            "respond-async=later",
            "respond-async=later, respond-async",
            "respond-asynchronously",
            "handling=\"respond-async\"",
            "x;respond-async",
            "(;\"",
            "wait=5")) {
      scim.withHeader("Prefer", unwanted).post("/Users", user(name("prefer"))).expectResource(201);
    }
  }

  @Requirement("AS-19")
  @Test
  void answersVaryByPreference() {
    for (var answer :
        List.of(
            async.post("/Users", user(name("vary"))),
            scim.post("/Users", user(name("vary"))),
            scim.put("/Users/" + someone().id(), user(name("vary"))),
            scim.delete("/Users/" + someone().id()),
            async.delete("/Users/" + someone().id()))) {
      var varies =
          answer.headers("Vary").stream()
              .flatMap(line -> Arrays.stream(line.split(",")))
              .map(String::trim);
      assertThat(varies).as("Vary of %s", answer).contains("Prefer");
    }
  }

  /** That it survives those who die is what AsyncAcceptanceTests shows. */
  @Requirement("AS-20")
  @Test
  void whatWasAcceptedIsOnTheLog() {
    var name = name("durable");
    accepted(async.post("/Users", user(name)));
    assertThat(system.topics().of(account, KafkaTopics.COMMANDS))
        .filteredOn(command -> command.json().toString().contains(name))
        .hasSize(1);
  }

  @Requirement("EV-12")
  @Requirement("EV-13")
  @Test
  void eventIsASignedToken() {
    var made = accepted(async.post("/Users", user(name("signed"))));
    var claims = claims(made);
    var answer = scim.withHeader("Accept", "application/secevent+jwt").get(path(made)).expect(200);
    assertThat(answer.header("Content-Type")).startsWith("application/secevent+jwt");
    var token = SignedToken.of(answer.text());
    assertThat(token.header().path("typ").asString()).isEqualTo("secevent+jwt");
    assertThat(token.claims()).isEqualTo(claims);
    var origin = account.scimBase().replace("/scim/v2", "");
    var keys =
        ScimClient.plain(origin, account.token(), "conformance").get("/.well-known/jwks.json");
    assertThat(token.verifies(keys.expect(200).json())).isTrue();
    assertThat(SignedToken.of(answer.text().replaceFirst("\\.e", ".f")).verifies(keys.json()))
        .isFalse();
  }
}
