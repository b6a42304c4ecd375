package dev.rosterline.gateway.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Evidence;
import dev.rosterline.contract.Outcome;
import dev.rosterline.contract.ScimId;
import dev.rosterline.gateway.dispatch.TestGateway;
import dev.rosterline.scim.json.ScimJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.node.ObjectNode;

/** RFC 9967, 2.5.1: requests that need not wait. */
class AsyncWriteTests {

  private static final String USERS = "/scim/v2/Users";
  private static final String ONE = USERS + "/" + TestGateway.ID;
  private static final String GROUP = "/scim/v2/Groups/" + TestGateway.ID;
  private static final String ALICE =
      """
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"Alice"}""";
  private static final String PATCH =
      """
      {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
       "Operations":[{"op":"replace","path":"displayName","value":"A"}]}""";

  private final TestGateway gateway = new TestGateway();
  private final WebTestClient client = gateway.client();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void acceptedIsSaidWithoutABodyOnceTheLogHasIt() {
    gateway.processor = envelope -> null;

    HttpHeaders headers = accepted("respond-async");

    CommandEnvelope command = gateway.onlyCommand();
    assertThat(command.replyTo()).isNull();
    String txn = headers.getFirst("Set-Txn");
    assertThat(txn).startsWith(command.id().toString());
    assertThat(headers.getFirst("Preference-Applied")).isEqualTo("respond-async");
    assertThat(headers.getFirst("Location"))
        .isEqualTo("http://localhost/scim/v2/AsyncResults/" + txn);
    assertThat(headers.getVary()).containsExactly("Prefer");
    assertThat(headers.getContentType()).isNull();
    assertThat(headers.getContentLength()).isZero();
    assertThat(gateway.pending.size()).isZero();
  }

  @Test
  void unaskedNobodyIsSaidToBeAccepted() {
    for (String prefer : List.of("return=minimal", "wait=5", "x=\"respond-async\"")) {
      ResponseSpec answer = send(HttpMethod.POST, USERS, ALICE, prefer);
      answer.expectStatus().isCreated().expectHeader().doesNotExist("Set-Txn");
    }
  }

  @ParameterizedTest
  @CsvSource({"503,TIMEOUT", "413,TOO_LARGE", "503,AWAY", "503,BEHIND"})
  void whatTheLogDoesNotTakeIsNotAccepted(int status, String why) {
    switch (why) {
      case "TIMEOUT" -> gateway.logFails = new TimeoutException("no broker");
      case "TOO_LARGE" -> gateway.logFails = new RecordTooLargeException("too large");
      case "AWAY" -> gateway.logIsAway = TestGateway.away();
      default -> gateway.lag.behind(1_000_000);
    }

    send(HttpMethod.POST, USERS, ALICE, "respond-async")
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .doesNotExist("Set-Txn")
        .expectHeader()
        .valueEquals("Vary", "Prefer");
  }

  @Test
  void repetitionOfWhatTheLogDidNotConfirmIsTheSameTransaction() {
    gateway.logFails = new TimeoutException("no broker");
    send(HttpMethod.POST, USERS, ALICE, "respond-async").expectStatus().isEqualTo(503);
    gateway.logFails = null;

    HttpHeaders headers = accepted("respond-async");

    assertThat(gateway.commands).hasSize(2);
    assertThat(gateway.commands.get(0).id()).isEqualTo(gateway.commands.get(1).id());
    assertThat(gateway.commands.get(0).resource()).isEqualTo(gateway.commands.get(1).resource());
    assertThat(headers.getFirst("Set-Txn")).startsWith(gateway.commands.getFirst().id().toString());
  }

  @Test
  void whatTheRequestItselfSaysWrongIsRefusedAtOnce() {
    send(HttpMethod.POST, USERS, "{", "respond-async").expectStatus().isBadRequest();
    send(HttpMethod.POST, USERS, "{}", "respond-async").expectStatus().isBadRequest();
    send(HttpMethod.DELETE, USERS + "/x", null, "respond-async").expectStatus().isNotFound();

    assertThat(gateway.commands).isEmpty();
    assertThat(gateway.rejections).hasSize(3);
  }

  @Test
  void answerInTimeIsTheOrdinaryOne() {
    send(HttpMethod.POST, USERS, ALICE, "respond-async, wait=5")
        .expectStatus()
        .isCreated()
        .expectHeader()
        .doesNotExist("Set-Txn")
        .expectHeader()
        .doesNotExist("Preference-Applied")
        .expectHeader()
        .valueEquals("Vary", "Prefer")
        .expectBody()
        .jsonPath("$.userName")
        .isEqualTo("Alice");
  }

  @Test
  void refusalInTimeIsTheOrdinaryOne() {
    gateway.processor = TestGateway.refusing(409, "uniqueness", "taken");

    send(HttpMethod.POST, USERS, ALICE, "respond-async, wait=5").expectStatus().isEqualTo(409);
  }

  @Test
  void whatIsNotDecidedInTimeIsAccepted() {
    gateway.processor = envelope -> null;

    HttpHeaders headers = accepted("respond-async, wait=1");

    assertThat(headers.getFirst("Set-Txn")).startsWith(gateway.onlyCommand().id().toString());
    assertThat(gateway.onlyCommand().replyTo()).isEqualTo(TestGateway.ADDRESS);
    assertThat(gateway.pending.size()).isZero();
  }

  @Test
  void whatTheLogDoesNotConfirmInTimeIsNotAccepted() {
    gateway.logIsSilent = true;
    gateway.processor = envelope -> null;

    send(HttpMethod.POST, USERS, ALICE, "respond-async, wait=1").expectStatus().isEqualTo(503);
  }

  @Test
  void resultIsPendingUntilThereIsAnOutcome() {
    String txn = txn(HttpMethod.POST, USERS, ALICE);

    result(txn, "application/json")
        .expectStatus()
        .isAccepted()
        .expectHeader()
        .valueEquals("Retry-After", "1")
        .expectHeader()
        .valueEquals("Set-Txn", txn)
        .expectBody()
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST,   /scim/v2/Users,  201, 1",
    "PUT,    USER,            200, 1",
    "PATCH,  USER,            200, 1",
    "DELETE, USER,            204, 0",
    "PATCH,  GROUP,           204, 1",
    "DELETE, GROUP,           204, 0"
  })
  void completionSaysWhatABulkResponseWould(
      String method, String path, String status, int versions) {
    String url = path.equals("USER") ? ONE : path.equals("GROUP") ? GROUP : path;
    HttpMethod verb = HttpMethod.valueOf(method);
    String body = verb == HttpMethod.PATCH ? PATCH : verb == HttpMethod.DELETE ? null : ALICE;
    String txn = txn(verb, url, body);
    ScimId resource = gateway.onlyCommand().resource();
    decided(200, null, null);

    ObjectNode claims = claims(txn);

    assertThat(claims.path("txn").asString()).isEqualTo(txn);
    assertThat(claims.path("jti").asString()).isNotEmpty();
    assertThat(claims.path("iss").asString()).isEqualTo("http://localhost");
    assertThat(claims.path("iat").asLong()).isEqualTo(TestGateway.NOW.getEpochSecond());
    assertThat(claims.has("sub") || claims.has("exp")).isFalse();
    String subject = (path.equals("GROUP") ? "/Groups/" : "/Users/") + resource;
    assertThat(claims.path("sub_id").path("format").asString()).isEqualTo("scim");
    assertThat(claims.path("sub_id").path("uri").asString()).isEqualTo(subject);
    ObjectNode operation = operation(claims);
    assertThat(operation.path("method").asString()).isEqualTo(method);
    assertThat(operation.path("status").asString()).isEqualTo(status);
    assertThat(operation.path("location").asString())
        .isEqualTo("http://localhost/scim/v2" + subject);
    assertThat(operation.has("version")).isEqualTo(versions == 1);
    assertThat(operation.has("response")).isFalse();
  }

  @Test
  void completionOfAFailedCreateNamesNoResourceThatNeverWas() {
    String txn = txn(HttpMethod.POST, USERS, ALICE);
    decided(409, "uniqueness", "userName is taken");

    ObjectNode claims = claims(txn);

    assertThat(claims.path("sub_id").path("uri").asString()).isEqualTo("/Users");
    assertThat(claims.path("sub_id").path("externalId").asString()).isEqualTo("hr-1");
    ObjectNode operation = operation(claims);
    assertThat(operation.path("status").asString()).isEqualTo("409");
    assertThat(operation.has("location")).isFalse();
    assertThat(operation.path("response").path("scimType").asString()).isEqualTo("uniqueness");
    assertThat(operation.path("response").path("status").asString()).isEqualTo("409");
    assertThat(operation.path("response").path("schemas").path(0).asString())
        .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
  }

  @Test
  void completionIsATokenUnlessJsonIsAskedFor() {
    String txn = txn(HttpMethod.POST, USERS, ALICE);
    decided(200, null, null);

    for (String accept : List.of("*/*", "application/secevent+jwt, application/json")) {
      EntityExchangeResult<String> first =
          result(txn, accept)
              .expectHeader()
              .contentType("application/secevent+jwt")
              .expectBody(String.class)
              .returnResult();
      assertThat(first.getResponseBody()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
      assertThat(result(txn, accept).expectBody(String.class).returnResult().getResponseBody())
          .isEqualTo(first.getResponseBody());
    }
  }

  @Test
  void resultsAreThoseOfTheTokenThatAsked() {
    String txn = txn(HttpMethod.POST, USERS, ALICE);
    decided(200, null, null);
    gateway.token = UUID.randomUUID();

    String others = notFound(txn);

    gateway.token = UUID.randomUUID();
    assertThat(notFound(UUID.randomUUID() + ".aAAAAAAAAAAAAAAAAAAAAAA")).isEqualTo(others);
    assertThat(notFound("x")).isEqualTo(others);
  }

  private String notFound(String txn) {
    return new String(
        result(txn, "application/json")
            .expectStatus()
            .isNotFound()
            .expectBody()
            .jsonPath("$.status")
            .isEqualTo("404")
            .returnResult()
            .getResponseBodyContent(),
        StandardCharsets.UTF_8);
  }

  private HttpHeaders accepted(String prefer) {
    ResponseSpec answer = send(HttpMethod.POST, USERS, ALICE, prefer);
    answer.expectStatus().isAccepted();
    return answer.expectBody().isEmpty().getResponseHeaders();
  }

  private String txn(HttpMethod method, String path, @Nullable String body) {
    gateway.processor = envelope -> null;
    ResponseSpec answer = send(method, path, body, "respond-async");
    answer.expectStatus().isAccepted();
    return String.valueOf(answer.returnResult(Void.class).getResponseHeaders().getFirst("Set-Txn"));
  }

  private ResponseSpec send(HttpMethod method, String path, @Nullable String body, String prefer) {
    WebTestClient.RequestBodySpec request =
        client.method(method).uri(path).header("Prefer", prefer).header("Accept", "text/html");
    return body == null
        ? request.exchange()
        : request
            .contentType(MediaType.valueOf("application/scim+json"))
            .bodyValue(body)
            .exchange();
  }

  private ResponseSpec result(String txn, String accept) {
    return client.get().uri("/scim/v2/AsyncResults/{txn}", txn).header("Accept", accept).exchange();
  }

  private ObjectNode claims(String txn) {
    byte[] body =
        result(txn, "application/json")
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentType(MediaType.APPLICATION_JSON)
            .expectBody()
            .returnResult()
            .getResponseBodyContent();
    return ScimJson.object(body == null ? new byte[0] : body);
  }

  private static ObjectNode operation(ObjectNode claims) {
    assertThat(claims.path("events").size()).isEqualTo(1);
    return (ObjectNode) claims.path("events").path("urn:ietf:params:scim:event:misc:asyncresp");
  }

  /** As the processor stores it. */
  private void decided(int status, @Nullable String scimType, @Nullable String detail) {
    CommandEnvelope command = gateway.onlyCommand();
    boolean refused = status >= 400;
    ObjectNode request =
        ScimJson.object(
            "{\"document\":{\"externalId\":\"hr-1\"}}".getBytes(StandardCharsets.UTF_8));
    Evidence evidence =
        refused ? new Evidence(List.of(), List.of(), request, null, null) : Evidence.NONE;
    Outcome outcome =
        new Outcome(
            command.id(),
            command.account(),
            Outcome.Operation.USER_UPDATE,
            refused ? Outcome.Result.REFUSED : Outcome.Result.APPLIED,
            status,
            scimType,
            detail,
            command.resourceType(),
            command.resource(),
            null,
            "alice",
            7,
            List.of(),
            null,
            command.source(),
            List.of(),
            TestGateway.NOW,
            TestGateway.NOW.plus(Duration.ofMillis(120)),
            evidence);
    gateway.outcomes.put(command.id().value(), outcome);
  }
}
