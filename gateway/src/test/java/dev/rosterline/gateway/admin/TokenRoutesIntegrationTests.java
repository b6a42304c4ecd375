package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.gateway.access.TokenFormat;
import dev.rosterline.gateway.lookup.SharedDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("process")
class TokenRoutesIntegrationTests extends AdminApiSuite {

  /** Not the elastic scheduler: passwords are checked there, while these wait. */
  private static final Scheduler CALLERS = Schedulers.newBoundedElastic(20, 100, "callers");

  @AfterAll
  static void dispose() {
    CALLERS.dispose();
  }

  @Test
  void tokenIsShownOnceAndStoredAsHashOnly() {
    String path = "/accounts/" + account() + "/tokens";
    var answer = post(path, "{\"name\":\"okta\"}");
    answer.expectStatus().isCreated().expectHeader().valueEquals("Cache-Control", "no-store");
    JsonNode made =
        JsonMapper.shared().readTree(answer.expectBody().returnResult().getResponseBody());
    String token = made.path("token").asString();

    assertThat(TokenFormat.isWellFormed(token)).isTrue();
    assertThat(token).startsWith(made.path("prefix").asString());
    client
        .get()
        .uri("/admin/v1" + path)
        .exchange()
        .expectBody(String.class)
        .value(list -> assertThat(list).contains("okta").doesNotContain(token));
    assertThat(
            SharedDatabase.query(
                "select t::text from account.token t where position(? in t::text) > 0", token))
        .isEmpty();
  }

  @Test
  void fiveTokensLiveHoweverManyAreMadeAtOnceAndARevokedOneMakesRoom() {
    String path = "/accounts/" + account() + "/tokens";
    List<Integer> answers =
        Flux.range(0, 20)
            .flatMap(
                _ ->
                    Mono.fromCallable(
                            () ->
                                post(path, "{\"name\":\"t\"}")
                                    .returnResult(Void.class)
                                    .getStatus()
                                    .value())
                        .subscribeOn(CALLERS),
                20)
            .collectList()
            .block();
    assertThat(answers).filteredOn(status -> status == 201).hasSize(5);
    assertThat(answers).filteredOn(status -> status == 409).hasSize(15);
    assertProblem(post(path, "{\"name\":\"t\"}"), 409);

    String first =
        SharedDatabase.query(
                "select id from account.token where account_id = ?::uuid", path.split("/")[2])
            .getFirst();
    client.delete().uri("/admin/v1" + path + "/" + first).exchange().expectStatus().isNoContent();
    created(path, "{\"name\":\"t\"}");
    assertThat(
            SharedDatabase.query(
                "select revoked_at from account.token where id = ?::uuid and live_slot is null",
                first))
        .hasSize(1)
        .doesNotContainNull();
  }

  @Test
  void expiredTokenMakesRoom() {
    String account = account();
    String path = "/accounts/" + account + "/tokens";
    for (int i = 0; i < 5; i++) {
      created(path, "{\"name\":\"t\"}");
    }
    SharedDatabase.execute(
        "update account.token set expires_at = now() where account_id = ?::uuid and live_slot = 3",
        account);

    created(path, "{\"name\":\"t\"}");
  }

  @ParameterizedTest
  @CsvSource({"2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "tomorrow"})
  void expiryLiesInTheNextTenYears(String expiry) {
    assertProblem(
        post(
            "/accounts/" + account() + "/tokens",
            "{\"name\":\"t\",\"expiresAt\":\"" + expiry + "\"}"),
        400);
  }
}
