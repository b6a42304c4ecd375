package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admins.AccountPermission;
import dev.rosterline.gateway.admins.AdminSessions;
import dev.rosterline.gateway.admins.AdminsProperties;
import dev.rosterline.gateway.admins.CallerAddress;
import dev.rosterline.gateway.admins.Registrations;
import dev.rosterline.gateway.admins.TooManyAttempts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Sign-in by form or at an OpenID provider, and a session, for {@code /console/**}, with CSRF
 * tokens on every change and a content security policy that knows neither inline scripts nor other
 * hosts.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {

  static final String SIGN_IN = "/console/sign-in";
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self';"
          + " font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  @Bean
  @Order(1)
  SecurityWebFilterChain console(
      ServerHttpSecurity http,
      AccountPermission permission,
      AdminsProperties admins,
      Registrations registrations,
      AdminSessions sessions) {
    ServerHttpSecurity security =
        http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/console/**"))
            .authorizeExchange(
                exchanges ->
                    exchanges
                        .pathMatchers(SIGN_IN, "/console/assets/**")
                        .permitAll()
                        .anyExchange()
                        .access(permission))
            .addFilterAt(new CallerAddress(), SecurityWebFiltersOrder.FIRST)
            .securityContextRepository(sessions)
            .exceptionHandling(
                handling ->
                    handling
                        .authenticationEntryPoint(new SignInEntryPoint(SIGN_IN))
                        .accessDeniedHandler((_, denied) -> forbidden(denied)))
            .logout(
                logout ->
                    logout
                        .requiresLogout(
                            new PathPatternParserServerWebExchangeMatcher(
                                new PathPatternParser().parse("/console/sign-out"),
                                HttpMethod.POST))
                        .logoutSuccessHandler(OpenIdSignIn.signOut(registrations)))
            .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
            .headers(
                headers ->
                    headers
                        .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
    form(security, admins.local());
    if (!registrations.offers().isEmpty()) {
      OpenIdSignIn.configure(security, registrations);
    }
    return security.build();
  }

  /** The page of errors explains the status. */
  private static Mono<Void> forbidden(AccessDeniedException denied) {
    return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN, "no permission", denied));
  }

  private static void form(ServerHttpSecurity security, boolean local) {
    if (!local) {
      security.formLogin(ServerHttpSecurity.FormLoginSpec::disable);
      return;
    }
    var wrong = new RedirectServerAuthenticationFailureHandler(SIGN_IN + "?error");
    ServerAuthenticationFailureHandler refused =
        (exchange, failure) ->
            failure instanceof TooManyAttempts many
                ? later(exchange, many)
                : wrong.onAuthenticationFailure(exchange, failure);
    security.formLogin(
        form ->
            form.loginPage(SIGN_IN)
                .authenticationFailureHandler(refused)
                .authenticationSuccessHandler(
                    new RedirectServerAuthenticationSuccessHandler("/console")));
  }

  /** The page of errors explains the status. */
  private static Mono<Void> later(WebFilterExchange exchange, TooManyAttempts many) {
    HttpHeaders headers = exchange.getExchange().getResponse().getHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, many.retryAfter());
    return Mono.error(
        new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, "too many attempts", many));
  }
}
