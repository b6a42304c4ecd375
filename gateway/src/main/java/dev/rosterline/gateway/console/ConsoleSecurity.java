package dev.rosterline.gateway.console;

import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.logout.RedirectServerLogoutSuccessHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Sign-in by form and session for {@code /console/**}, with CSRF tokens on every change and a
 * content security policy that knows neither inline scripts nor other hosts.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {

  static final String SIGN_IN = "/console/sign-in";
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self';"
          + " font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  @Bean
  @Order(1)
  SecurityWebFilterChain console(ServerHttpSecurity http) {
    var home = new RedirectServerLogoutSuccessHandler();
    home.setLogoutSuccessUrl(URI.create(SIGN_IN + "?out"));
    return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/console/**"))
        .authorizeExchange(
            exchanges ->
                exchanges
                    .pathMatchers(SIGN_IN, "/console/assets/**")
                    .permitAll()
                    .anyExchange()
                    .authenticated())
        .formLogin(
            form ->
                form.loginPage(SIGN_IN)
                    .authenticationSuccessHandler(
                        new RedirectServerAuthenticationSuccessHandler("/console")))
        .logout(
            logout ->
                logout
                    .requiresLogout(
                        new PathPatternParserServerWebExchangeMatcher(
                            new PathPatternParser().parse("/console/sign-out"), HttpMethod.POST))
                    .logoutSuccessHandler(home))
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
        .build();
  }
}
