package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admins.Registrations;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.web.server.logout.OidcClientInitiatedServerLogoutSuccessHandler;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.logout.ServerLogoutSuccessHandler;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Sign-in and sign-out of the console at an OpenID provider: code flow with PKCE, all its addresses
 * below {@code /console}.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth">OpenID Connect
 *     Core, 3.1</a>
 */
final class OpenIdSignIn {

  private static final Logger LOG = LoggerFactory.getLogger(OpenIdSignIn.class);
  private static final String AT = ConsoleSecurity.SIGN_IN + "/at/{registrationId}";

  private OpenIdSignIn() {}

  static void configure(
      ServerHttpSecurity security,
      Registrations registrations,
      ServerAuthenticationSuccessHandler onwards) {
    var refused =
        new RedirectServerAuthenticationFailureHandler(ConsoleSecurity.SIGN_IN + "?refused");
    security.oauth2Login(
        login ->
            login
                .loginPage(ConsoleSecurity.SIGN_IN)
                .clientRegistrationRepository(registrations)
                .authorizedClientRepository(new NothingInTheirName())
                .authorizationRequestResolver(
                    new DefaultServerOAuth2AuthorizationRequestResolver(registrations, get(AT)))
                .authenticationMatcher(get(Registrations.CALLBACK))
                .authenticationSuccessHandler(onwards)
                .authenticationFailureHandler(
                    (exchange, failure) -> {
                      LOG.warn("sign-in at the OpenID provider refused: {}", failure.toString());
                      return refused.onAuthenticationFailure(exchange, failure);
                    }));
  }

  /**
   * Whoever signs in is only asked who they are; what else their provider would let us do is not
   * kept.
   */
  private static final class NothingInTheirName implements ServerOAuth2AuthorizedClientRepository {

    @Override
    public <T extends OAuth2AuthorizedClient> Mono<T> loadAuthorizedClient(
        String registration, Authentication somebody, ServerWebExchange exchange) {
      return Mono.empty();
    }

    @Override
    public Mono<Void> saveAuthorizedClient(
        OAuth2AuthorizedClient client, Authentication somebody, ServerWebExchange exchange) {
      return Mono.empty();
    }

    @Override
    public Mono<Void> removeAuthorizedClient(
        String registration, Authentication somebody, ServerWebExchange exchange) {
      return Mono.empty();
    }
  }

  /** Of the session here, and of the provider's where it can be ended (RP-initiated logout). */
  static ServerLogoutSuccessHandler signOut(Registrations registrations) {
    String out = ConsoleSecurity.SIGN_IN + "?out";
    var handler = new OidcClientInitiatedServerLogoutSuccessHandler(registrations);
    handler.setLogoutSuccessUrl(URI.create(out));
    handler.setPostLogoutRedirectUri(registrations.baseUrl() + out);
    return (exchange, somebody) ->
        handler
            .onLogoutSuccess(exchange, somebody)
            .then(Mono.fromRunnable(() -> leaveWithoutForm(exchange.getExchange().getResponse())));
  }

  /** Our policy lets no form end at another host, not even by a redirect; a page may go there. */
  private static void leaveWithoutForm(ServerHttpResponse response) {
    URI location = response.getHeaders().getLocation();
    if (location != null && location.isAbsolute()) {
      response.setStatusCode(HttpStatus.OK);
      response.getHeaders().remove(HttpHeaders.LOCATION);
      response.getHeaders().set("Refresh", "0;url=" + location.toASCIIString());
    }
  }

  private static PathPatternParserServerWebExchangeMatcher get(String pattern) {
    return new PathPatternParserServerWebExchangeMatcher(
        new PathPatternParser().parse(pattern), HttpMethod.GET);
  }
}
