package dev.rosterline.gateway.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.Slot;
import dev.rosterline.gateway.dispatch.TestGateway;
import dev.rosterline.gateway.lookup.StoredResource;
import dev.rosterline.scim.json.Mode;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class UserWriteTests {

  private static final MediaType SCIM = MediaType.valueOf("application/scim+json");
  private static final String ALICE =
      """
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"Alice"}""";
  private static final String PATCH =
      """
      {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
       "Operations":[{"op":"replace","path":"active","value":false}]}""";
  private static final String ONE = "/scim/v2/Users/" + TestGateway.ID;

  private final TestGateway gateway = new TestGateway();
  private final WebTestClient client = gateway.client();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void createIsAnsweredWithLocationVersionAndTheWholeResource() {
    ResponseSpec answer = send(HttpMethod.POST, "/scim/v2/Users", ALICE);

    CommandEnvelope command = gateway.onlyCommand();
    answer
        .expectStatus()
        .isCreated()
        .expectHeader()
        .contentType(SCIM)
        .expectHeader()
        .valueEquals("ETag", "W/\"7\"")
        .expectHeader()
        .location("http://localhost/scim/v2/Users/" + command.resource())
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo(command.resource().toString())
        .jsonPath("$.userName")
        .isEqualTo("Alice")
        .jsonPath("$.active")
        .isEqualTo(true);
  }

  @Test
  void commandCarriesWhoWhenWhereAndTheSlotOfTheName() {
    client
        .post()
        .uri("/scim/v2/Users")
        .contentType(SCIM)
        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .bodyValue(ALICE)
        .exchange();

    CommandEnvelope command = gateway.onlyCommand();
    assertThat(command.account()).isEqualTo(TestGateway.ACCOUNT);
    assertThat(command.replyTo()).isEqualTo(TestGateway.ADDRESS);
    assertThat(command.source().client()).isEqualTo("Okta");
    assertThat(command.traceparent())
        .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    assertThat(Slot.ofId(command.resource().value()))
        .isEqualTo(Slot.ofKey(TestGateway.ACCOUNT, "User", "alice"));
  }

  @Test
  void requestWithoutATraceStartsOne() {
    send(HttpMethod.POST, "/scim/v2/Users", ALICE);

    assertThat(gateway.onlyCommand().traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
  }

  @Test
  void createShowsOnlyTheAttributesAskedFor() {
    send(HttpMethod.POST, "/scim/v2/Users?attributes=active", ALICE)
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.id")
        .exists()
        .jsonPath("$.userName")
        .doesNotExist();
  }

  @Test
  void putIsAnsweredWithTheDocumentTheProcessorTells() {
    send(HttpMethod.PUT, ONE, ALICE)
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.userName")
        .isEqualTo("alice");

    assertThat(gateway.onlyCommand().resource()).isEqualTo(TestGateway.ID);
  }

  @Test
  void ifMatchTravelsWithTheCommand() {
    client
        .patch()
        .uri(ONE)
        .contentType(SCIM)
        .header("If-Match", "W/\"3\"")
        .bodyValue(PATCH)
        .exchange()
        .expectStatus()
        .isOk();

    assertThat(((Command.PatchUser) gateway.onlyCommand().command()).ifMatch())
        .isEqualTo("W/\"3\"");
  }

  @Test
  void deleteIsAnswered204WithoutBody() {
    client.delete().uri(ONE).exchange().expectStatus().isNoContent().expectBody().isEmpty();
  }

  @Test
  void refusalOfTheProcessorIsAScimError() {
    gateway.processor = TestGateway.refusing(409, "uniqueness", "userName is taken");

    assertRefused(send(HttpMethod.POST, "/scim/v2/Users", ALICE), 409, "uniqueness");
    assertThat(gateway.rejections).isEmpty();
  }

  @Test
  void deleteOfWhatIsNotThereIs404() {
    gateway.processor = TestGateway.refusing(404, null, "User not found");

    assertRefused(client.delete().uri(ONE).exchange(), 404, null);
  }

  @Test
  void brokenJsonIsInvalidSyntax() {
    assertRefused(send(HttpMethod.POST, "/scim/v2/Users", "{\"userName\":"), 400, "invalidSyntax");
  }

  @Test
  void emptyBodyIsInvalidSyntax() {
    assertRefused(client.post().uri("/scim/v2/Users").exchange(), 400, "invalidSyntax");
  }

  @Test
  void arrayIsInvalidSyntax() {
    assertRefused(send(HttpMethod.POST, "/scim/v2/Users", "[]"), 400, "invalidSyntax");
  }

  @Test
  void missingUserNameIsInvalidValue() {
    assertRefused(send(HttpMethod.POST, "/scim/v2/Users", "{}"), 400, "invalidValue");
  }

  @Test
  void patchWithoutOperationsIsInvalidSyntax() {
    assertRefused(send(HttpMethod.PATCH, ONE, "{}"), 400, "invalidSyntax");
  }

  @Test
  void patchOfAnUnusablePathIsInvalidPath() {
    String body =
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations":[{"op":"replace","path":"emails[","value":"x"}]}""";

    assertRefused(send(HttpMethod.PATCH, ONE, body), 400, "invalidPath");
  }

  @Test
  void strictAccountRefusesWhatALenientOneTolerates() {
    gateway.mode = Mode.STRICT;

    assertRefused(
        send(HttpMethod.POST, "/scim/v2/Users", "{\"userName\":\"bob\"}"), 400, "invalidSyntax");
  }

  @Test
  void tolerationIsNotedOnTheCommand() {
    send(HttpMethod.POST, "/scim/v2/Users", "{\"userName\":\"bob\"}").expectStatus().isCreated();

    assertThat(gateway.onlyCommand().leniencies()).containsExactly("schemasMissing");
  }

  @Test
  void idThatIsNoUuidIs404() {
    assertRefused(send(HttpMethod.PUT, "/scim/v2/Users/nobody", ALICE), 404, null);
    assertRefused(client.delete().uri("/scim/v2/Users/1-1-1-1-1").exchange(), 404, null);
  }

  @Test
  void bothProjectionsAtOnceAreInvalidValue() {
    assertRefused(
        send(HttpMethod.POST, "/scim/v2/Users?attributes=a&excludedAttributes=b", ALICE),
        400,
        "invalidValue");
  }

  @Test
  void otherMediaTypeIs415() {
    for (String type :
        List.of("text/plain", "application/xml", "application/json;charset=utf-16")) {
      assertRefused(
          client
              .post()
              .uri("/scim/v2/Users")
              .header("Content-Type", type)
              .bodyValue(ALICE.getBytes())
              .exchange(),
          415,
          null);
    }
  }

  @Test
  void jsonWithCharsetOrWithoutTypeIsRead() {
    for (String type :
        List.of(
            "application/json",
            "application/scim+json; charset=utf-8",
            "application/json;charset=UTF-8")) {
      client
          .post()
          .uri("/scim/v2/Users")
          .header("Content-Type", type)
          .bodyValue(ALICE.getBytes())
          .exchange()
          .expectStatus()
          .isCreated();
    }
  }

  @Test
  void bodyBeyondTheLimitIs413() {
    assertRefused(
        send(HttpMethod.POST, "/scim/v2/Users", "{\"userName\":\"" + "a".repeat(70_000) + "\"}"),
        413,
        null);
  }

  @Test
  void recordKafkaCannotTakeIs413() {
    gateway.logFails = new RecordTooLargeException();

    assertRefused(send(HttpMethod.POST, "/scim/v2/Users", ALICE), 413, null);
  }

  @Test
  void rejectionIsToldToTheActivityLogWithItsSubject() {
    send(HttpMethod.POST, "/scim/v2/Users", "{\"userName\":\"eve\",\"active\":[1]}")
        .expectStatus()
        .isBadRequest();

    Outcome told = gateway.rejections.getFirst();
    assertThat(told.operation()).isEqualTo(Outcome.Operation.REQUEST_REJECTED);
    assertThat(told.result()).isEqualTo(Outcome.Result.REFUSED);
    assertThat(told.status()).isEqualTo(400);
    assertThat(told.subject()).isEqualTo("eve");
    assertThat(told.resourceType()).isEqualTo("User");
  }

  @Test
  void rejectionTellsTheRequestWithoutItsPassword() {
    send(
            HttpMethod.POST,
            "/scim/v2/Users",
            "{\"userName\":\"eve\",\"password\":\"t0ps3cret\",\"active\":[1]}")
        .expectStatus()
        .isBadRequest();

    var request = gateway.rejections.getFirst().evidence().request();
    assertThat(request.path("method").asString()).isEqualTo("POST");
    assertThat(request.path("path").asString()).isEqualTo("/scim/v2/Users");
    assertThat(request.path("body").path("userName").asString()).isEqualTo("eve");
    assertThat(request.toString()).doesNotContain("t0ps3cret");
  }

  @Test
  void tooManyRequestsAre429AndToldOnce() {
    try (TestGateway slow = new TestGateway(TestGateway.limits(1, 512))) {
      send(slow.client(), HttpMethod.POST, "/scim/v2/Users", ALICE).expectStatus().isCreated();
      for (int i = 0; i < 20; i++) {
        assertLater(send(slow.client(), HttpMethod.POST, "/scim/v2/Users", ALICE), 429, "1");
      }
      assertThat(slow.rejections).hasSize(1);
      slow.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      send(slow.client(), HttpMethod.POST, "/scim/v2/Users", ALICE).expectStatus().isCreated();
    }
  }

  @Test
  void tooManyUnderWayAre429AndPlacesAreGivenBack() {
    try (TestGateway none = new TestGateway(TestGateway.limits(5000, 0))) {
      assertLater(send(none.client(), HttpMethod.POST, "/scim/v2/Users", ALICE), 429, "1");
    }
    try (TestGateway one = new TestGateway(TestGateway.limits(5000, 1))) {
      send(one.client(), HttpMethod.POST, "/scim/v2/Users", "{}").expectStatus().isBadRequest();
      send(one.client(), HttpMethod.POST, "/scim/v2/Users", ALICE).expectStatus().isCreated();
      send(one.client(), HttpMethod.POST, "/scim/v2/Users", ALICE).expectStatus().isCreated();
    }
  }

  @Test
  void backlogIs503ForAsLongAsItTakes() {
    gateway.lag.behind(40_000);

    assertLater(send(HttpMethod.POST, "/scim/v2/Users", ALICE), 503, "20");
    assertThat(gateway.commands).isEmpty();
  }

  @Test
  void logThatIsAwayIs503() {
    gateway.logIsAway = TestGateway.away();

    assertLater(send(HttpMethod.POST, "/scim/v2/Users", ALICE), 503, "5");
    assertThat(gateway.pending.size()).isZero();
  }

  @Test
  void silenceOfTheProcessorIs503() {
    gateway.processor = envelope -> null;

    assertLater(send(HttpMethod.POST, "/scim/v2/Users", ALICE), 503, "5");
  }

  @Test
  void lostReplyIsReplacedByTheOutcome() {
    gateway.processor = this::decidedInSilence;

    send(HttpMethod.POST, "/scim/v2/Users", ALICE)
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.userName")
        .isEqualTo("Alice");
  }

  @Test
  void retryAfter503JoinsTheFirstCommand() {
    gateway.processor = envelope -> null;
    assertLater(send(HttpMethod.POST, "/scim/v2/Users", ALICE), 503, "5");
    decidedInSilence(gateway.onlyCommand());

    send(HttpMethod.POST, "/scim/v2/Users", ALICE)
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo(gateway.onlyCommand().resource().toString());
  }

  @Test
  void retryOfWhatWasNeverWrittenPublishesTheSameCommandAgain() {
    gateway.logFails = new TimeoutException("no ack");
    assertLater(send(HttpMethod.POST, "/scim/v2/Users", ALICE), 503, "5");
    gateway.logFails = null;

    send(HttpMethod.POST, "/scim/v2/Users", ALICE).expectStatus().isCreated();

    assertThat(gateway.commands).hasSize(2);
    assertThat(gateway.commands.get(1).id()).isEqualTo(gateway.commands.get(0).id());
    assertThat(gateway.commands.get(1).resource()).isEqualTo(gateway.commands.get(0).resource());
  }

  @Test
  void duplicateOfAnAnsweredRequestIsANewCommand() {
    send(HttpMethod.POST, "/scim/v2/Users", ALICE).expectStatus().isCreated();
    gateway.processor = TestGateway.refusing(409, "uniqueness", "userName is taken");

    assertRefused(send(HttpMethod.POST, "/scim/v2/Users", ALICE), 409, "uniqueness");
    assertThat(gateway.commands).extracting(CommandEnvelope::id).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void retryOfAnotherBodyIsANewCommand() {
    gateway.processor = envelope -> null;
    assertLater(send(HttpMethod.POST, "/scim/v2/Users", ALICE), 503, "5");
    gateway.processor = TestGateway::applied;

    send(HttpMethod.POST, "/scim/v2/Users", "{\"userName\":\"bob\"}").expectStatus().isCreated();

    assertThat(gateway.commands).extracting(CommandEnvelope::id).doesNotHaveDuplicates().hasSize(2);
  }

  private dev.rosterline.contract.Reply decidedInSilence(CommandEnvelope envelope) {
    gateway.directory.put(
        envelope.resource(),
        new StoredResource(
            envelope.resource(), 1, TestGateway.NOW, TestGateway.NOW, "{\"userName\":\"Alice\"}"));
    gateway.outcomes.put(
        envelope.id().value(),
        new Outcome(
            envelope.id(),
            envelope.account(),
            Outcome.Operation.USER_CREATE,
            Outcome.Result.APPLIED,
            201,
            null,
            null,
            "User",
            envelope.resource(),
            null,
            "Alice",
            1,
            List.of(),
            null,
            envelope.source(),
            List.of(),
            TestGateway.NOW,
            TestGateway.NOW,
            Evidence.NONE));
    return null;
  }

  private ResponseSpec send(HttpMethod method, String path, String body) {
    return send(client, method, path, body);
  }

  private static ResponseSpec send(
      WebTestClient client, HttpMethod method, String path, String body) {
    return client.method(method).uri(path).contentType(SCIM).bodyValue(body).exchange();
  }

  private static void assertRefused(ResponseSpec answer, int status, String scimType) {
    var body =
        answer
            .expectStatus()
            .isEqualTo(status)
            .expectHeader()
            .contentType(SCIM)
            .expectBody()
            .jsonPath("$.schemas[0]")
            .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error")
            .jsonPath("$.status")
            .isEqualTo(Integer.toString(status))
            .jsonPath("$.detail")
            .isNotEmpty();
    if (scimType == null) {
      body.jsonPath("$.scimType").doesNotExist();
    } else {
      body.jsonPath("$.scimType").isEqualTo(scimType);
    }
  }

  private static void assertLater(ResponseSpec answer, int status, String seconds) {
    assertRefused(answer.expectHeader().valueEquals("Retry-After", seconds), status, null);
  }
}
