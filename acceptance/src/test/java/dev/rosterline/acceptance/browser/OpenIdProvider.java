package dev.rosterline.acceptance.browser;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** A real OpenID provider, Spring Authorization Server, where everybody's password is "secret". */
final class OpenIdProvider implements AutoCloseable {

  static final String PASSWORD = "secret";
  static final String AUDIENCE = "rosterline";
  static final String PERSON = "ada";
  static final String ROBOT = "robot";

  /** Somebody of whom nothing is said. */
  static final String VISITOR = "bob";

  /** Makes tokens for another service. */
  static final String STRANGER = "stranger";

  /** What the claim says of each person and program. */
  static final Map<String, List<String>> ACCOUNTS = new ConcurrentHashMap<>();

  /** What is wrong with the ID tokens that are made next. */
  enum Fault {
    NONE,
    EXPIRED,
    OTHER_AUDIENCE,
    OTHER_ISSUER,
    OTHER_NONCE,
    NO_NONCE,
    FORGED
  }

  static volatile Fault fault = Fault.NONE;

  private static final String CLIENTS = "--spring.security.oauth2.authorizationserver.client.";

  private final ConfigurableApplicationContext context;

  OpenIdProvider(URI issuer, String console) {
    String ada = CLIENTS + "console.registration.";
    context =
        new SpringApplicationBuilder(Provider.class)
            .run(
                "--server.port=" + issuer.getPort(),
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--spring.security.oauth2.authorizationserver.issuer=" + issuer,
                ada + "client-id=console",
                ada + "client-secret={noop}" + PASSWORD,
                ada + "client-authentication-methods=client_secret_basic",
                ada + "authorization-grant-types=authorization_code",
                ada + "redirect-uris=" + console + "/sign-in/callback/northwind",
                ada + "post-logout-redirect-uris=" + console + "/sign-in?out",
                ada + "scopes=openid",
                CLIENTS + "console.require-proof-key=true",
                program(ROBOT, "client-id=" + ROBOT),
                program(ROBOT, "client-secret={noop}" + ROBOT + PASSWORD),
                program(ROBOT, "client-authentication-methods=client_secret_basic"),
                program(ROBOT, "authorization-grant-types=client_credentials"),
                program(STRANGER, "client-id=" + STRANGER),
                program(STRANGER, "client-secret={noop}" + STRANGER + PASSWORD),
                program(STRANGER, "client-authentication-methods=client_secret_basic"),
                program(STRANGER, "authorization-grant-types=client_credentials"));
  }

  private static String program(String name, String setting) {
    return CLIENTS + name + ".registration." + setting;
  }

  @Override
  public void close() {
    context.close();
  }

  /** People, and what is said of them. */
  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Provider {

    @Bean
    UserDetailsService people() {
      return new InMemoryUserDetailsManager(
          User.withUsername(PERSON).password("{noop}" + PASSWORD).build(),
          User.withUsername(VISITOR).password("{noop}" + PASSWORD).build());
    }

    /**
     * Everybody is shown the provider's own key; what is forged is signed with another one of the
     * same name. Only who signs asks for a type of key.
     */
    @Bean
    JWKSource<SecurityContext> keys() throws JOSEException {
      var own = new JWKSet(new RSAKeyGenerator(2048).keyID("key").generate());
      var other = new JWKSet(new RSAKeyGenerator(2048).keyID("key").generate());
      return (selector, _) -> {
        boolean signing = selector.getMatcher().getKeyTypes() != null;
        return selector.select(signing && fault == Fault.FORGED ? other : own);
      };
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
      return token -> {
        String name = token.getPrincipal().getName();
        token.getClaims().claim("rosterline_accounts", ACCOUNTS.getOrDefault(name, List.of()));
        if (OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
          String audience = name.equals(STRANGER) ? "another-service" : AUDIENCE;
          token.getClaims().audience(List.of(audience));
        } else {
          spoil(token.getClaims());
        }
      };
    }

    private static void spoil(JwtClaimsSet.Builder claims) {
      var before = Instant.now().minus(Duration.ofHours(2));
      switch (fault) {
        case NONE, FORGED -> {}
        case EXPIRED -> claims.issuedAt(before).expiresAt(before.plusSeconds(60));
        case OTHER_AUDIENCE ->
            claims.audience(List.of("another-console")).claim("azp", "another-console");
        case OTHER_ISSUER -> claims.issuer("http://localhost:1");
        case OTHER_NONCE -> claims.claim("nonce", "another");
        case NO_NONCE -> claims.claims(all -> all.remove("nonce"));
      }
    }
  }
}
