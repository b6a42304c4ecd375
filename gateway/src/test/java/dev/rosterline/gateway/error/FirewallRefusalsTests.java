package dev.rosterline.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;

class FirewallRefusalsTests {

  private final FirewallRefusals refusals = new FirewallRefusals(new ScimErrorWriter());

  @ParameterizedTest
  @CsvSource({"/scim/v2/Users//, true", "/console//, false"})
  void onlyScimIsAnsweredInItsWords(String path, boolean scim) {
    MockServerWebExchange exchange =
        MockServerWebExchange.from(MockServerHttpRequest.get("http://localhost" + path));
    refusals.handle(exchange, new ServerExchangeRejectedException("secret rule")).block();
    exchange.getResponse().setComplete().block();

    assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    String body = exchange.getResponse().getBodyAsString().defaultIfEmpty("").block();
    assertThat(body).doesNotContain("secret rule");
    assertThat(String.valueOf(body).contains("invalidSyntax")).isEqualTo(scim);
  }
}
