package dev.rosterline.gateway.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.Outcome;
import dev.rosterline.gateway.async.TestAsync;
import dev.rosterline.gateway.dispatch.TestGateway;
import dev.rosterline.scim.json.ScimJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** RFC 9967, 2.5.1.2: bulk requests whose clients do not wait. */
class AsyncBulkTests {

  private static final String EVENT = "urn:ietf:params:scim:event:misc:asyncresp";

  private final TestGateway gateway = new TestGateway();
  private final TestBulk kept = gateway.accepted;
  private final BulkRunner runner =
      new BulkRunner(kept.store, gateway.bulk, TestAsync.PROPERTIES, Clock.systemUTC());

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void requestIsKeptWithoutPasswordsBeforeItIsAccepted() {
    String txn = accepted(user("a").replace("\"data\":{", "\"data\":{\"password\":\"t0p\","));

    assertThat(gateway.commands).isEmpty();
    String body = new String(kept.accepted.getFirst().body(), StandardCharsets.UTF_8);
    assertThat(body).contains("\"password\":\"\"").doesNotContain("t0p");
    result(txn).expectStatus().isAccepted().expectHeader().valueEquals("Set-Txn", txn);
    result(txn + ":0").expectStatus().isAccepted();
  }

  @Test
  void eachOperationHasItsCompletionByItsIndex() {
    String txn =
        accepted(
            group("g", "u") + "," + user("u") + ",{\"method\":\"DELETE\",\"path\":\"/Users/x\"}");
    run();

    assertThat(statuses(txn, 3)).containsExactly("201", "201", "404");
    JsonNode user = claims(txn + ":1");
    CommandEnvelope made = gateway.commands.getFirst();
    assertThat(user.path("txn").asString()).isEqualTo(txn + ":1");
    assertThat(user.path("events").path(EVENT).path("bulkId").asString()).isEqualTo("u");
    assertThat(user.at("/sub_id/uri").asString()).isEqualTo("/Users/" + made.resource());
    for (String none : List.of(":3", ":01", ":-1", ":", ":x", ":99999999999")) {
      result(txn + none).expectStatus().isNotFound();
    }
    assertThat(sets(txn).propertyNames()).hasSize(3);
  }

  @Test
  void whatIsDoneAgainHasTheSameIds() {
    accepted(user("a") + "," + group("g", "a"));
    run();
    run();

    assertThat(gateway.commands).hasSize(4);
    for (int i = 0; i < 2; i++) {
      assertThat(gateway.commands.get(i).id()).isEqualTo(gateway.commands.get(i + 2).id());
      assertThat(gateway.commands.get(i).resource())
          .isEqualTo(gateway.commands.get(i + 2).resource());
    }
    assertThat(gateway.commands.get(0).id()).isNotEqualTo(gateway.commands.get(1).id());
  }

  @Test
  void whatIsDecidedIsNotPublishedAgain() {
    accepted(user("a"));
    run();
    gateway.outcomes.put(
        gateway.onlyCommand().id().value(), outcome(gateway.onlyCommand(), 409, "Bo is taken"));
    run();

    assertThat(gateway.commands).hasSize(1);
  }

  @Test
  void whyACommandWasRefusedStaysWithItsOutcome() {
    gateway.processor = TestGateway.refusing(409, "uniqueness", "Bo is taken");
    String txn = accepted(user("a"));
    run();

    JsonNode stored = kept.results.values().iterator().next();
    assertThat(stored.toString()).doesNotContain("Bo is taken");
    CommandEnvelope command = gateway.onlyCommand();
    gateway.outcomes.put(command.id().value(), outcome(command, 409, "Bo is taken"));
    JsonNode event = claims(txn + ":0").path("events").path(EVENT);
    assertThat(event.path("status").asString()).isEqualTo("409");
    assertThat(event.at("/response/detail").asString()).isEqualTo("Bo is taken");
    assertThat(event.has("location")).isFalse();
    gateway.outcomes.clear();
    assertThat(claims(txn + ":0").path("events").path(EVENT).at("/response/status").asString())
        .isEqualTo("409");
  }

  @Test
  void whatFailOnErrorsLeavesOutIsTold() {
    gateway.processor = TestGateway.refusing(409, "uniqueness", "taken");
    String txn = accepted(",\"failOnErrors\":1", user("a") + "," + user("b"));
    run();

    assertThat(statuses(txn, 2)).containsExactly("409", "409");
    assertThat(gateway.commands).hasSize(1);
    assertThat(claims(txn + ":1").path("events").path(EVENT).at("/response/detail").asString())
        .contains("failOnErrors");
  }

  @Test
  void withoutAnAnswerItIsDoneAgainLater() {
    gateway.processor = envelope -> null;
    String txn = accepted(user("a"));
    run();

    assertThat(kept.results).isEmpty();
    assertThat(kept.later).hasSize(1);
    gateway.processor = TestGateway::applied;
    run();
    assertThat(statuses(txn, 1)).containsExactly("201");
  }

  @Test
  void whatIsNoBulkRequestIsRefusedAtOnce() {
    send("respond-async", "", user("a") + "," + user("a")).expectStatus().isBadRequest();
    kept.full = true;
    send("respond-async", "", user("a")).expectStatus().isEqualTo(429);

    assertThat(kept.accepted).isEmpty();
  }

  @Test
  void whoWaitsIsAnsweredWhenItIsDone() {
    send("respond-async, wait=5", "", user("a")).expectStatus().isOk();
    send("x", "", user("b")).expectStatus().isOk();

    assertThat(kept.accepted).isEmpty();
  }

  @Test
  void operationsAreOfTheirOwnToken() {
    String txn = accepted(user("a"));
    run();
    gateway.token = java.util.UUID.randomUUID();

    result(txn).expectStatus().isNotFound();
    result(txn + ":0").expectStatus().isNotFound();
  }

  private void run() {
    runner.carriedOut(kept.accepted.getFirst()).block();
  }

  private String accepted(String operations) {
    return accepted("", operations);
  }

  private String accepted(String more, String operations) {
    ResponseSpec answer = send("respond-async", more, operations);
    answer.expectStatus().isAccepted();
    return Objects.requireNonNull(
        answer.returnResult(Void.class).getResponseHeaders().getFirst("Set-Txn"));
  }

  private ResponseSpec send(String prefer, String more, String operations) {
    return gateway
        .client()
        .post()
        .uri("/scim/v2/Bulk")
        .header("Prefer", prefer)
        .contentType(MediaType.valueOf("application/scim+json"))
        .bodyValue(
            """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"]%s,"Operations":[%s]}"""
                .formatted(more, operations))
        .exchange();
  }

  private List<String> statuses(String txn, int operations) {
    return IntStream.range(0, operations)
        .mapToObj(i -> claims(txn + ":" + i).path("events").path(EVENT).path("status").asString())
        .toList();
  }

  private ResponseSpec result(String txn) {
    return gateway
        .client()
        .get()
        .uri("/scim/v2/AsyncResults/{txn}", txn)
        .header("Accept", "application/json")
        .exchange();
  }

  private JsonNode claims(String txn) {
    byte[] body =
        result(txn).expectStatus().isOk().expectBody().returnResult().getResponseBodyContent();
    return ScimJson.object(Objects.requireNonNull(body));
  }

  private JsonNode sets(String txn) {
    return claims(txn).path("sets");
  }

  private static Outcome outcome(CommandEnvelope command, int status, String detail) {
    return new Outcome(
        command.id(),
        command.account(),
        Outcome.Operation.USER_CREATE,
        Outcome.Result.REFUSED,
        status,
        "uniqueness",
        detail,
        command.resourceType(),
        command.resource(),
        null,
        "bo",
        0,
        List.of(),
        null,
        command.source(),
        List.of(),
        TestGateway.NOW,
        TestGateway.NOW,
        Evidence.NONE);
  }

  private static String user(String bulkId) {
    return """
        {"method":"POST","path":"/Users","bulkId":"%s","data":{
         "schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s"}}"""
        .formatted(bulkId, bulkId);
  }

  private static String group(String bulkId, String member) {
    return """
        {"method":"POST","path":"/Groups","bulkId":"%s","data":{
         "schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"%s",
         "members":[{"value":"bulkId:%s"}]}}"""
        .formatted(bulkId, bulkId, member);
  }
}
