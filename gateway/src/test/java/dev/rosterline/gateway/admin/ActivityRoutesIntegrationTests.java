package dev.rosterline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.HttpHandlerConnector;
import org.springframework.test.web.reactive.server.WebTestClient;

@Tag("process")
class ActivityRoutesIntegrationTests extends AdminApiSuite {

  @Test
  void activityIsAskedForTheAccountOfThePath() {
    String account = account();
    String other = UUID.randomUUID().toString();
    client
        .get()
        .uri(
            java.net.URI.create(
                "/admin/v1/accounts/"
                    + account
                    + "/activity?q=a%2Bb%26c&limit=5&account="
                    + other
                    + "&x%7By%7D=1"))
        .exchange()
        .expectStatus()
        .isOk();

    assertThat(ASKED)
        .contains("key /activity?q=a%2Bb%26c&limit=5&account=" + account)
        .noneMatch(asked -> asked.contains(other));
    client
        .get()
        .uri("/admin/v1/accounts/" + account + "/activity/summary")
        .exchange()
        .expectStatus()
        .isOk();
    assertThat(ASKED).contains("key /activity/summary?account=" + account);
  }

  @Test
  void troubleOfTheAuditServiceIsNotTheAdmins() {
    String path = "/admin/v1/accounts/" + account() + "/activity";
    try {
      auditStatus = 401;
      assertProblem(client.get().uri(path).exchange(), 502);
      auditStatus = 500;
      client.get().uri(path).exchange().expectHeader().valueEquals("Retry-After", "5");
      assertProblem(client.get().uri(path).exchange(), 503);
    } finally {
      auditStatus = 200;
    }
    assertProblem(
        WebTestClient.bindToServer(
                new HttpHandlerConnector(
                    handler(new AdminProperties("admin", "sesame", "http://localhost:1", "key"))))
            .defaultHeaders(headers -> headers.setBasicAuth("admin", "sesame"))
            .build()
            .get()
            .uri("/admin/v1/accounts/" + UUID.randomUUID() + "/activity")
            .exchange(),
        503);
  }
}
