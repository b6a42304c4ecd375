package dev.rosterline.gateway.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.Slot;
import dev.rosterline.gateway.dispatch.TestGateway;
import dev.rosterline.gateway.lookup.StoredResource;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class GroupWriteTests {

  private static final String ONE = "/scim/v2/Groups/" + TestGateway.ID;
  private static final String STAFF =
      """
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Staff",
       "members":[{"value":"01940000-0000-7123-8456-0123456789ac","display":"Alice"}]}""";
  private static final String PATCH =
      """
      {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
       "Operations":[{"op":"add","path":"members",
                      "value":[{"value":"01940000-0000-7123-8456-0123456789ac"}]}]}""";

  private final TestGateway gateway = new TestGateway();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void createIsAnsweredWithWhatTheDirectoryHas() {
    send(HttpMethod.POST, "/scim/v2/Groups", STAFF)
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.members[0].value")
        .isEqualTo("01940000-0000-7123-8456-0123456789ac");

    assertThat(Slot.ofId(gateway.onlyCommand().resource().value()))
        .isEqualTo(Slot.ofKey(TestGateway.ACCOUNT, "Group", "staff"));
    var create = (Command.CreateGroup) gateway.onlyCommand().command();
    assertThat(create.document().at("/members/0/type").isMissingNode()).isTrue();
    assertThat(create.document().at("/members/0/display").isMissingNode()).isTrue();
  }

  /** To look it up would cost more than the change. */
  @Test
  void largeGroupIsAnsweredAsSentWithTheTypesOfItsMembers() {
    String members =
        IntStream.rangeClosed(0, 1000)
            .mapToObj(i -> "{\"value\":\"01940000-0000-7123-8456-%012d\"}".formatted(i))
            .collect(Collectors.joining(","));
    String large =
        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"All\",\"members\":["
            + members
            + "]}";

    send(HttpMethod.POST, "/scim/v2/Groups", large)
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.members[1000].type")
        .isEqualTo("User");
  }

  @Test
  void putIsAnsweredWithTheGroup() {
    send(HttpMethod.PUT, ONE, STAFF)
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.displayName")
        .isEqualTo("Staff");
  }

  @Test
  void patchIsAnswered204() {
    send(HttpMethod.PATCH, ONE, PATCH).expectStatus().isNoContent().expectBody().isEmpty();
  }

  @Test
  void patchThatAsksForAttributesIsAnsweredWithThem() {
    gateway.directory.put(
        TestGateway.ID,
        new StoredResource(
            TestGateway.ID, 8, TestGateway.NOW, TestGateway.NOW, "{\"displayName\":\"Staff\"}"));

    send(HttpMethod.PATCH, ONE + "?attributes=displayName", PATCH)
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "W/\"8\"")
        .expectBody()
        .jsonPath("$.displayName")
        .isEqualTo("Staff");
  }

  @Test
  void deleteIsAnswered204() {
    gateway.client().delete().uri(ONE).exchange().expectStatus().isNoContent();
  }

  @Test
  void missingDisplayNameIsInvalidValue() {
    send(HttpMethod.POST, "/scim/v2/Groups", "{\"members\":[]}")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.scimType")
        .isEqualTo("invalidValue");
  }

  @Test
  void idThatIsNoUuidIs404() {
    send(HttpMethod.PATCH, "/scim/v2/Groups/staff", PATCH).expectStatus().isNotFound();
  }

  private ResponseSpec send(HttpMethod method, String path, String body) {
    return gateway
        .client()
        .method(method)
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }
}
