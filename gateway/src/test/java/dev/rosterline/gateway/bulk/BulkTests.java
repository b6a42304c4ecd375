package dev.rosterline.gateway.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Reply;
import dev.rosterline.gateway.dispatch.TestGateway;
import dev.rosterline.scim.json.ScimJson;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

class BulkTests {

  private final TestGateway gateway = new TestGateway();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void eachOperationIsItsOwnCommandAndAnswer() {
    JsonNode answer =
        send(
            "",
            user("a")
                + ",{\"method\":\"DELETE\",\"path\":\"/Users/"
                + TestGateway.ID
                + "\",\"version\":\"W/\\\"3\\\"\"}");

    assertThat(answer.at("/schemas/0").asString())
        .isEqualTo("urn:ietf:params:scim:api:messages:2.0:BulkResponse");
    JsonNode created = answer.at("/Operations/0");
    assertThat(created.path("status").stringValue()).isEqualTo("201");
    assertThat(created.path("bulkId").asString()).isEqualTo("a");
    assertThat(created.path("version").asString()).isEqualTo("W/\"7\"");
    assertThat(created.path("location").asString())
        .endsWith("/Users/" + gateway.commands.getFirst().resource());
    assertThat(answer.at("/Operations/1/status").stringValue()).isEqualTo("204");
    assertThat(answer.at("/Operations/1").has("version")).isFalse();
    var delete = (Command.DeleteUser) gateway.commands.getLast().command();
    assertThat(delete.ifMatch()).isEqualTo("W/\"3\"");
  }

  @Test
  void referenceIsReplacedByTheIdWhereverThePostStands() {
    send("", group("g", "u") + "," + user("u"));

    CommandEnvelope user = gateway.commands.getFirst();
    var group = (Command.CreateGroup) gateway.commands.getLast().command();
    assertThat(group.document().at("/members/0/value").asString())
        .isEqualTo(user.resource().toString());
  }

  @Test
  void groupsInACircleAreCreatedAndThenCompleted() {
    JsonNode answer = send("", group("a", "b") + "," + group("b", "a"));

    assertThat(gateway.commands)
        .extracting(command -> command.command().type())
        .containsExactly("group.create", "group.create", "group.replace");
    var rest = (Command.ReplaceGroup) gateway.commands.getLast().command();
    assertThat(rest.document().at("/members/0/value").asString())
        .isEqualTo(gateway.commands.get(1).resource().toString());
    assertThat(statuses(answer)).containsExactly("201", "201");
  }

  @Test
  void refusedReferenceIsA409OfItsOwnAndARowOfTheActivityLog() {
    gateway.processor =
        envelope ->
            envelope.resourceType().equals("User")
                ? TestGateway.refusing(409, "uniqueness", "taken").apply(envelope)
                : TestGateway.applied(envelope);

    JsonNode answer = send("", user("u") + "," + group("g", "u") + "," + group("h", "nobody"));

    assertThat(statuses(answer)).containsExactly("409", "409", "409");
    assertThat(answer.at("/Operations/0").has("location")).isFalse();
    assertThat(answer.at("/Operations/0/response/scimType").asString()).isEqualTo("uniqueness");
    assertThat(answer.at("/Operations/2/response/detail").asString()).contains("nobody");
    assertThat(gateway.commands).hasSize(1);
    assertThat(gateway.rejections).extracting(row -> row.subject()).contains("g", "h");
  }

  @Test
  void stopsWhenTheClientsNumberOfErrorsIsReached() {
    gateway.processor = TestGateway.refusing(409, "uniqueness", "taken");

    JsonNode answer = send("\"failOnErrors\":1,", user("a") + "," + user("b"));

    assertThat(answer.path("Operations")).hasSize(1);
    assertThat(answer.has("failOnErrors")).isFalse();
    assertThat(gateway.commands).hasSize(1);
  }

  @Test
  void mistakeInOneOperationLeavesTheOthers() {
    JsonNode answer =
        send("", "{\"method\":\"PUT\",\"path\":\"/Users/" + TestGateway.ID + "\"}," + user("a"));

    assertThat(statuses(answer)).containsExactly("400", "201");
    assertThat(answer.at("/Operations/0/location").asString()).endsWith("/Users/" + TestGateway.ID);
    assertThat(answer.at("/Operations/0/response/status").asString()).isEqualTo("400");
  }

  @Test
  void operationsAfterASilentProcessorAreNotTried() {
    gateway.processor = _ -> null;

    JsonNode answer = send("\"failOnErrors\":9,", users(80));

    assertThat(statuses(answer)).containsOnly("503").hasSizeLessThan(80);
    assertThat(gateway.commands).hasSizeLessThan(80);
  }

  @Test
  void repeatedRequestJoinsTheOperationsThatWereNeverAnswered() {
    gateway.processor = _ -> null;
    send("", user("a"));
    gateway.processor = TestGateway::applied;

    JsonNode answer = sendWhileAnswering(user("a"));

    assertThat(statuses(answer)).containsExactly("201");
    assertThat(gateway.commands).hasSize(1);
  }

  @Test
  void manyOperationsAreAnsweredInTheirOrder() {
    JsonNode answer = send("", users(300));

    List<String> names =
        answer.path("Operations").valueStream().map(o -> o.path("bulkId").asString()).toList();
    assertThat(names).hasSize(300).startsWith("u0", "u1").endsWith("u299");
  }

  /** The reply to the first attempt comes while the second waits for it. */
  private JsonNode sendWhileAnswering(String operations) {
    Reply reply = Objects.requireNonNull(TestGateway.applied(gateway.commands.getFirst()));
    var answering =
        reactor.core.scheduler.Schedulers.parallel()
            .schedulePeriodically(
                () -> gateway.pending.complete(reply),
                10,
                10,
                java.util.concurrent.TimeUnit.MILLISECONDS);
    try {
      return send("", operations);
    } finally {
      answering.dispose();
    }
  }

  private JsonNode send(String members, String operations) {
    byte[] body =
        gateway
            .client()
            .post()
            .uri("/scim/v2/Bulk")
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],"
                    + members
                    + "\"Operations\":["
                    + operations
                    + "]}")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBodyContent();
    return ScimJson.object(Objects.requireNonNull(body));
  }

  private static List<String> statuses(JsonNode answer) {
    return answer.path("Operations").valueStream().map(o -> o.path("status").asString()).toList();
  }

  private static String users(int count) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append(i == 0 ? "" : ",").append(user("u" + i));
    }
    return all.toString();
  }

  private static String user(String name) {
    return "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"%s\",\"data\":{\"userName\":\"%s\"}}"
        .formatted(name, name);
  }

  private static String group(String name, String member) {
    return """
        {"method":"POST","path":"/Groups","bulkId":"%s",
         "data":{"displayName":"%s","members":[{"value":"bulkId:%s"}]}}"""
        .formatted(name, name, member);
  }
}
