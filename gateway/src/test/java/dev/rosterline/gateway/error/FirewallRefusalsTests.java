package dev.rosterline.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.web.server.ResponseStatusException;

class FirewallRefusalsTests {

  private final FirewallRefusals refusals = new FirewallRefusals(new ScimErrorWriter());

  private static final ServerExchangeRejectedException RULE =
      new ServerExchangeRejectedException("secret rule");

  @Test
  void scimIsAnsweredInItsWords() {
    MockServerWebExchange exchange = exchange("/scim/v2/Users//");
    refusals.handle(exchange, RULE).block();

    assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(exchange.getResponse().getBodyAsString().block())
        .contains("invalidSyntax")
        .doesNotContain("secret rule");
  }

  @Test
  void othersAnswerTheirErrorsThemselves() {
    assertThatThrownBy(() -> refusals.handle(exchange("/console//"), RULE).block())
        .isInstanceOfSatisfying(
            ResponseStatusException.class,
            status -> assertThat(status.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST))
        .hasMessageNotContaining("secret rule");
  }

  private static MockServerWebExchange exchange(String path) {
    return MockServerWebExchange.from(MockServerHttpRequest.get("http://localhost" + path));
  }
}
