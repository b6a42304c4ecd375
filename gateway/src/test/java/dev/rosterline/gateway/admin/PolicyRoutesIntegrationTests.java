package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.Command;
import dev.rosterline.contract.Source;
import dev.rosterline.gateway.lookup.SharedDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("process")
class PolicyRoutesIntegrationTests extends AdminApiSuite {

  @Test
  void policyIsReadAndChangedByCommandsOfTheAdmin() {
    String path = "/accounts/" + account() + "/policy";
    get(path).jsonPath("$.version").isEqualTo(0).jsonPath("$.onDelete").isEqualTo("remove");
    patch(path, "{\"onDelete\":\"deactivate\",\"defaultRole\":\"staff\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.onDelete")
        .isEqualTo("deactivate")
        .jsonPath("$.gracePeriodDays")
        .isEqualTo(30);
    get(path).jsonPath("$.defaultRole").isEqualTo("staff").jsonPath("$.version").isEqualTo(1);
    assertThat(PROCESSOR.last().source()).isEqualTo(new Source(null, "admin", "admin"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"onDelete\":\"explode\"}",
        "{\"gracePeriodDays\":91}",
        "{\"colour\":\"red\"}",
        "{\"version\":7}",
        "{\"mode\":null}",
        "[]"
      })
  void policyThatCannotBeIsRefused(String body) {
    assertProblem(patch("/accounts/" + account() + "/policy", body), 400);
  }

  @Test
  void mappingsAreTriedOutAndSaved() {
    UUID account = UUID.fromString(account());
    UUID sales = UUID.randomUUID();
    UUID everyone = UUID.randomUUID();
    SharedDatabase.group(account, sales, "{\"displayName\": \"Sales\"}");
    SharedDatabase.group(account, everyone, "{\"displayName\": \"Everyone\"}");
    for (var name : List.of("ann", "bob", "carl")) {
      UUID member = UUID.randomUUID();
      SharedDatabase.user(account, member, "{\"userName\": \"" + name + "\"}");
      SharedDatabase.membership(account, everyone, member);
      if (name.equals("ann")) {
        SharedDatabase.membership(account, sales, member);
      }
    }
    String path = "/accounts/" + account + "/mappings";
    get(path).jsonPath("$.mappings.length()").isEqualTo(0);
    put(path, mapping("exact", "everyone")).expectStatus().isOk();
    get(path).jsonPath("$.mappings[0].pattern").isEqualTo("everyone");
    assertThat(PROCESSOR.last().command()).isInstanceOf(Command.ChangePolicy.class);

    post(path + "/preview", mapping("regex", "sal.s"))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.roles.length()")
        .isEqualTo(1)
        .jsonPath("$.roles[0].gained.count")
        .isEqualTo(0)
        .jsonPath("$.roles[0].lost.count")
        .isEqualTo(2)
        .jsonPath("$.roles[0].lost.userNames[1]")
        .isEqualTo("carl");
    get(path).jsonPath("$.mappings[0].match").isEqualTo("exact");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}",
        "{\"mappings\":{}}",
        "{\"mappings\":[7]}",
        "{\"mappings\":[{\"match\":\"exact\",\"pattern\":\"\",\"role\":\"r\"}]}",
        "{\"mappings\":[{\"match\":\"like\",\"pattern\":\"p\",\"role\":\"r\"}]}",
        "{\"mappings\":[{\"match\":\"regex\",\"pattern\":\"(\",\"role\":\"r\"}]}"
      })
  void mappingThatCannotBeIsRefused(String body) {
    String path = "/accounts/" + account() + "/mappings";
    assertProblem(put(path, body), 400);
    assertProblem(post(path + "/preview", body), 400);
  }

  private static String mapping(String match, String pattern) {
    return "{\"mappings\":[{\"match\":\"%s\",\"pattern\":\"%s\",\"role\":\"guest\"}]}"
        .formatted(match, pattern);
  }

  @Test
  void presetIsAppliedByItsName() {
    String path = "/accounts/" + account() + "/policy";
    get("/policy-presets").jsonPath("$.presets.length()").isEqualTo(4);
    client
        .put()
        .uri("/admin/v1" + path + "/preset/deactivate-match-email")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.matchOn")
        .isEqualTo("email")
        .jsonPath("$.preset")
        .isEqualTo("deactivate-match-email");
    assertProblem(client.put().uri("/admin/v1" + path + "/preset/magic").exchange(), 404);
    assertProblem(
        patch("/accounts/" + UUID.randomUUID() + "/policy", "{\"mode\":\"strict\"}"), 404);
  }
}
