package dev.rosterline.gateway.admin;

import dev.rosterline.gateway.admins.AccountPermission;
import dev.rosterline.gateway.admins.AdminsProperties;
import dev.rosterline.gateway.admins.CallerAddress;
import dev.rosterline.gateway.admins.ClaimsReader;
import dev.rosterline.gateway.admins.KeyedPasswordEncoder;
import dev.rosterline.gateway.admins.LocalAdmin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import reactor.core.publisher.Mono;

/**
 * Guards {@code /admin/**} and nothing else: a provisioning token is of no use here, nor an admin's
 * password there. Bearer tokens of an OpenID provider, and Basic for the local admin.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties({AdminProperties.class, OAuth2ResourceServerProperties.class})
class AdminSecurity {

  @Bean
  SecurityWebFilterChain admins(
      ServerHttpSecurity http,
      AccountPermission permission,
      AdminsProperties admins,
      ClaimsReader claims,
      OAuth2ResourceServerProperties bearer,
      ObjectProvider<ReactiveJwtDecoder> decoders) {
    ReactiveJwtDecoder decoder = decoders.getIfAvailable();
    var challenges = new AdminChallenges(admins.local(), decoder != null);
    ServerHttpSecurity security =
        http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/admin/**"))
            .authorizeExchange(exchanges -> exchanges.anyExchange().access(permission))
            .addFilterAt(new CallerAddress(), SecurityWebFiltersOrder.FIRST)
            .exceptionHandling(
                handling ->
                    handling.authenticationEntryPoint(challenges).accessDeniedHandler(challenges))
            .csrf(ServerHttpSecurity.CsrfSpec::disable)
            .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
            .logout(ServerHttpSecurity.LogoutSpec::disable)
            .securityContextRepository(NoOpServerSecurityContextRepository.getInstance());
    if (admins.local()) {
      security.httpBasic(basic -> basic.authenticationEntryPoint(challenges));
    } else {
      security.httpBasic(ServerHttpSecurity.HttpBasicSpec::disable);
    }
    if (decoder != null) {
      requireAudience(bearer.getJwt());
      bearer(security, challenges, decoder, claims);
    }
    return security.build();
  }

  private static void bearer(
      ServerHttpSecurity security,
      AdminChallenges challenges,
      ReactiveJwtDecoder decoder,
      ClaimsReader claims) {
    security.oauth2ResourceServer(
        server ->
            server
                .authenticationEntryPoint(challenges)
                .accessDeniedHandler(challenges)
                .jwt(jwt -> jwt.jwtDecoder(decoder).jwtAuthenticationConverter(claims)));
  }

  /** Without them a token that was made for another service would do here (RFC 9068, 4). */
  private static void requireAudience(OAuth2ResourceServerProperties.Jwt jwt) {
    if (jwt.getAudiences().isEmpty() || jwt.getIssuerUri() == null) {
      throw new IllegalArgumentException(
          "spring.security.oauth2.resourceserver.jwt needs issuer-uri and audiences");
    }
  }

  @Bean
  ReactiveAuthenticationManager localAdmin(AdminProperties properties, AdminsProperties admins) {
    return admins.local()
        ? new LocalAdmin(
            properties.user(), properties.requiredPassword(), new KeyedPasswordEncoder(), admins)
        : _ -> Mono.error(new BadCredentialsException("The local admin is switched off"));
  }
}
