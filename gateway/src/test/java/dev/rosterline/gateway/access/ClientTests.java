package dev.rosterline.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class ClientTests {

  @ParameterizedTest
  @CsvSource({
    "Okta SCIM Client 1.0.0, Okta",
    "OneLogin/1.0, OneLogin",
    "Microsoft Azure AD Provisioning, Entra ID",
    "curl/8.0, other"
  })
  void clientIsToldByItsUserAgent(String agent, String client) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.USER_AGENT, agent);

    assertThat(Client.of(headers)).isEqualTo(client);
  }

  @Test
  void entraIsToldByItsOwnHeader() {
    HttpHeaders headers = new HttpHeaders();
    headers.set("AdScimVersion", "2.0");

    assertThat(Client.of(headers)).isEqualTo("Entra ID");
    assertThat(Client.of(new HttpHeaders())).isEqualTo("other");
  }

  @Test
  void whatIsShownOfAUserAgentIsShortAndInert() {
    assertThat(Client.shown("a\r\n\u0000b\u0007")).isEqualTo("ab");
    assertThat(Client.shown("x".repeat(1000))).hasSize(200);
    assertThat(Client.shown(null)).isEmpty();
  }
}
