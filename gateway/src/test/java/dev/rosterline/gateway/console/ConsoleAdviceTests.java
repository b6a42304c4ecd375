package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admin.AdminException;
import dev.rosterline.gateway.error.RetryLaterException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

class ConsoleAdviceTests {

  private final WebTestClient client =
      WebTestClient.bindToController(new Failing()).controllerAdvice(new ConsoleAdvice()).build();

  @Test
  void whatMayPassIsUnavailableAndSaysWhenToComeBack() {
    client
        .get()
        .uri("/away")
        .exchange()
        .expectStatus()
        .isEqualTo(503)
        .expectHeader()
        .valueEquals("Retry-After", "5");
  }

  @Test
  void whatDoesNotPassKeepsItsStatus() {
    client.get().uri("/of-no-use").exchange().expectStatus().isEqualTo(502);
    client.get().uri("/bad").exchange().expectStatus().isBadRequest();
  }

  @RestController
  static class Failing {

    @GetMapping("/away")
    Mono<String> away() {
      return Mono.error(RetryLaterException.unavailable("away", Duration.ofSeconds(5)));
    }

    @GetMapping("/of-no-use")
    Mono<String> ofNoUse() {
      return Mono.error(new AdminException(502, "of no use"));
    }

    @GetMapping("/bad")
    Mono<String> bad() {
      return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }
  }
}
