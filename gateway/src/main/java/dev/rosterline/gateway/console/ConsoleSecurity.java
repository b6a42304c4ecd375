package dev.rosterline.gateway.console;

import dev.rosterline.gateway.admins.AccountPermission;
import dev.rosterline.gateway.admins.AdminName;
import dev.rosterline.gateway.admins.AdminSessions;
import dev.rosterline.gateway.admins.AdminsProperties;
import dev.rosterline.gateway.admins.CallerAddress;
import dev.rosterline.gateway.admins.Registrations;
import dev.rosterline.gateway.admins.TooManyAttempts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.header.CrossOriginOpenerPolicyServerHttpHeadersWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.StaticServerHttpHeadersWriter;
import org.springframework.security.web.server.savedrequest.CookieServerRequestCache;
import org.springframework.security.web.server.savedrequest.ServerRequestCache;
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
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleSecurity.class);
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
    var asked = new CookieServerRequestCache();
    var onwards = onwards(asked);
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
            .addFilterBefore(
                new OwnPagesOnly(registrations.baseUrl()), SecurityWebFiltersOrder.CSRF)
            .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens(registrations.baseUrl())))
            .requestCache(cache -> cache.requestCache(asked))
            .securityContextRepository(sessions)
            .exceptionHandling(
                handling ->
                    handling
                        .authenticationEntryPoint(new SignInEntryPoint(SIGN_IN, asked))
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
            .headers(headers -> headers(headers, registrations.baseUrl()));
    form(security, admins.local(), onwards);
    if (!registrations.offers().isEmpty()) {
      OpenIdSignIn.configure(security, registrations, onwards);
    }
    return security.build();
  }

  /** To the page that was asked for first; who came from where is written down. */
  private static ServerAuthenticationSuccessHandler onwards(ServerRequestCache asked) {
    var redirect = new RedirectServerAuthenticationSuccessHandler("/console");
    redirect.setRequestCache(asked);
    return (exchange, somebody) ->
        Mono.deferContextual(
            context -> {
              LOG.info(
                  "signed in admin={} address={}",
                  AdminName.of(somebody),
                  CallerAddress.in(context));
              return redirect.onAuthenticationSuccess(exchange, somebody);
            });
  }

  /** The page of errors explains the status. */
  private static Mono<Void> forbidden(AccessDeniedException denied) {
    return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN, "no permission", denied));
  }

  private static void headers(ServerHttpSecurity.HeaderSpec headers, String baseUrl) {
    strictTransport(headers, baseUrl)
        .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
  }

  /** Where TLS ends before us the request does not look like one that came over it. */
  private static ServerHttpSecurity.HeaderSpec strictTransport(
      ServerHttpSecurity.HeaderSpec headers, String baseUrl) {
    return baseUrl.startsWith("https:")
        ? headers.writer(
            StaticServerHttpHeadersWriter.builder()
                .header("Strict-Transport-Security", "max-age=31536000 ; includeSubDomains")
                .build())
        : headers;
  }

  /** In a cookie: a page that nobody has signed in to needs no session, nor a row for one. */
  private static CookieServerCsrfTokenRepository csrfTokens(String baseUrl) {
    boolean https = baseUrl.startsWith("https:");
    var tokens = new CookieServerCsrfTokenRepository();
    tokens.setCookieName(https ? "__Host-rosterline-csrf" : "rosterline-csrf");
    tokens.setCookiePath("/");
    tokens.setCookieCustomizer(
        cookie -> (https ? cookie.secure(true) : cookie).httpOnly(true).sameSite("Lax"));
    return tokens;
  }

  private static void form(
      ServerHttpSecurity security, boolean local, ServerAuthenticationSuccessHandler onwards) {
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
                .authenticationSuccessHandler(onwards));
  }

  /** The page of errors explains the status. */
  private static Mono<Void> later(WebFilterExchange exchange, TooManyAttempts many) {
    HttpHeaders headers = exchange.getExchange().getResponse().getHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, many.retryAfter());
    return Mono.error(
        new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, "too many attempts", many));
  }
}
