package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.gateway.access.TokenFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.HttpHandlerConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@Tag("process")
class AccountRoutesIntegrationTests extends AdminApiSuite {

  @Test
  void accountIsMadeChangedAndListed() {
    JsonNode account = created("/accounts", "{\"name\":\"Acme\",\"gracePeriodDays\":7}");
    String path = "/accounts/" + account.path("id").asString();
    assertThat(account.path("enabled").asBoolean()).isTrue();
    assertThat(account.path("gracePeriodDays").asInt()).isEqualTo(7);

    client
        .patch()
        .uri("/admin/v1" + path)
        .bodyValue("{\"enabled\":false,\"gracePeriodDays\":0}")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.enabled")
        .isEqualTo(false)
        .jsonPath("$.gracePeriodDays")
        .isEqualTo(0)
        .jsonPath("$.name")
        .isEqualTo("Acme");
    client
        .get()
        .uri("/admin/v1/accounts")
        .exchange()
        .expectBody()
        .jsonPath("$.accounts[?(@.id=='" + account.path("id").asString() + "')].enabled")
        .isEqualTo(false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}",
        "{\"name\":\"\"}",
        "{\"name\":7}",
        "{\"name\":\"x\",\"gracePeriodDays\":91}",
        "{\"name\":\"x\",\"gracePeriodDays\":-1}",
        "{\"name\":\"x\",\"gracePeriodDays\":1.5}",
        "{\"name\":\"x\",\"gracePeriodDays\":\"7\"}",
        "{\"name\":\"x\",\"gracePeriodDays\":null}",
        "[]",
        "{"
      })
  void accountThatCannotBeIsRefused(String body) {
    assertProblem(post("/accounts", body), 400);
  }

  @Test
  void a2_z1_switchingTheIntegrationOnMakesTheFirstTokenOnce() {
    JsonNode account = posted("/accounts", "{\"name\":\"First\",\"enabled\":false}");
    String path = "/accounts/" + account.path("id").asString();
    assertThat(account.has("firstToken")).isFalse();
    JsonNode on = patched(path, "{\"enabled\":true}");
    assertThat(TokenFormat.isWellFormed(on.at("/firstToken/token").asString())).isTrue();
    assertThat(on.at("/firstToken/name").asString()).isEqualTo("First token");

    assertThat(patched(path, "{\"enabled\":true}").has("firstToken")).isFalse();
    patched(path, "{\"enabled\":false}");
    assertThat(patched(path + "/policy", "{\"integrationEnabled\":true}").has("firstToken"))
        .as("tokens survive, so there is nothing to make")
        .isFalse();
  }

  @Test
  void a2_z1_whoMakesAnAccountThatIsOnHasItsTokenAtOnce() {
    assertThat(
            posted("/accounts", "{\"name\":\"On\",\"enabled\":true}")
                .at("/firstToken/token")
                .asString())
        .startsWith("rstl_");
    assertThat(posted("/accounts", "{\"name\":\"Plain\"}").has("firstToken")).isFalse();
  }

  @Test
  void a1_hostIsOneAccountsUntilItIsTaken() {
    String first = posted("/accounts", "{\"name\":\"Acme\"}").path("id").asString();
    String second = posted("/accounts", "{\"name\":\"Globex\"}").path("id").asString();
    give("Acme.Example.com", first, 200);
    give("acme.example.com", first, 200);
    give("acme.example.com", second, 409);
    give("other.example.com", first, 409);
    give("scim.example.com", second, 400);
    give("localhost", second, 400);
    give("10.0.0.1", second, 400);
    give("globex.example.com", UUID.randomUUID().toString(), 404);
    client.delete().uri("/admin/v1/hosts/acme.example.com").exchange().expectStatus().isNoContent();
    client.delete().uri("/admin/v1/hosts/acme.example.com").exchange().expectStatus().isNotFound();
    give("acme.example.com", second, 200);
  }

  private static void give(String host, String account, int status) {
    client
        .put()
        .uri("/admin/v1/hosts/" + host)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"account\":\"" + account + "\"}")
        .exchange()
        .expectStatus()
        .isEqualTo(status)
        .expectBody();
  }

  @Test
  void enabledIsABoolean() {
    assertProblem(
        client
            .patch()
            .uri("/admin/v1/accounts/" + account())
            .bodyValue("{\"enabled\":\"no\"}")
            .exchange(),
        400);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String nobody = "/accounts/" + UUID.randomUUID();
    assertProblem(client.get().uri("/admin/v1" + nobody).exchange(), 404);
    assertProblem(client.get().uri("/admin/v1/accounts/x").exchange(), 404);
    assertProblem(client.get().uri("/admin/v1" + nobody + "/tokens").exchange(), 404);
    assertProblem(post(nobody + "/tokens", "{\"name\":\"t\"}"), 404);
    assertProblem(
        client
            .delete()
            .uri("/admin/v1/accounts/" + account() + "/tokens/" + UUID.randomUUID())
            .exchange(),
        404);
  }

  @Test
  void onlyTheAdminPasses() {
    WebTestClient stranger = WebTestClient.bindToServer(new HttpHandlerConnector(handler)).build();
    for (String authorization :
        List.of("", "Basic", "Basic x", "Bearer " + TokenFormat.generate(), "Basic YWRtaW46eA==")) {
      assertProblem(
          stranger
              .get()
              .uri("/admin/v1/accounts")
              .header("Authorization", authorization)
              .exchange(),
          401);
    }
    stranger
        .get()
        .uri("/admin/v1/accounts")
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .valueMatches("WWW-Authenticate", "Basic.*");
  }
}
