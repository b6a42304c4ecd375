package dev.rosterline.gateway.dispatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

class RouteErrorTests {

  private final TestGateway gateway = new TestGateway();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void unknownMethodOnAKnownPathIs405() {
    gateway
        .client()
        .put()
        .uri("/scim/v2/Users")
        .exchange()
        .expectStatus()
        .isEqualTo(405)
        .expectHeader()
        .valueEquals("Allow", "GET,POST,HEAD")
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("405");
    gateway
        .client()
        .method(HttpMethod.POST)
        .uri("/scim/v2/Users/" + TestGateway.ID)
        .exchange()
        .expectStatus()
        .isEqualTo(405);
  }

  @Test
  void unknownPathIs404() {
    gateway
        .client()
        .get()
        .uri("/scim/v2/Robots")
        .exchange()
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("404");
  }

  @Test
  void unexpectedFailureIs500WithoutItsWords() {
    gateway
        .client()
        .get()
        .uri("/scim/v2/Groups/broken")
        .exchange()
        .expectStatus()
        .isEqualTo(500)
        .expectBody()
        .jsonPath("$.detail")
        .value(
            detail ->
                org.assertj.core.api.Assertions.assertThat((String) detail)
                    .doesNotContain("secret"));
  }
}
