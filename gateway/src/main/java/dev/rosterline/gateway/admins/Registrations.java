package dev.rosterline.gateway.admins;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The OpenID providers that admins sign in with, from {@code spring.security.oauth2.client}. Their
 * metadata is fetched when somebody first signs in, not at the start: provisioning goes on while a
 * provider is away. Always with PKCE (RFC 7636) and an ID token.
 */
public final class Registrations implements ReactiveClientRegistrationRepository {

  /** Where providers send people back to, below the console. */
  public static final String CALLBACK = "/console/sign-in/callback/{registrationId}";

  private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

  private final OAuth2ClientProperties properties;
  private final String baseUrl;
  private final Mono<Map<String, ClientRegistration>> registrations;

  Registrations(OAuth2ClientProperties properties, String baseUrl) {
    this.properties = properties;
    this.baseUrl = baseUrl.isBlank() ? "{baseUrl}" : baseUrl.replaceAll("/+$", "");
    this.registrations =
        Mono.fromCallable(
                () -> new OAuth2ClientPropertiesMapper(properties).asClientRegistrations())
            .subscribeOn(Schedulers.boundedElastic())
            .cache(_ -> FOR_EVER, _ -> Duration.ZERO, () -> Duration.ZERO);
  }

  /** A provider as the sign-in page offers it. */
  public record Offer(String id, String name) {}

  public List<Offer> offers() {
    return properties.getRegistration().entrySet().stream()
        .map(
            entry ->
                new Offer(
                    entry.getKey(),
                    Optional.ofNullable(entry.getValue().getClientName()).orElse(entry.getKey())))
        .toList();
  }

  public String baseUrl() {
    return baseUrl;
  }

  @Override
  public Mono<ClientRegistration> findByRegistrationId(String id) {
    return properties.getRegistration().containsKey(id)
        ? registrations.mapNotNull(all -> all.get(id)).map(this::ours)
        : Mono.empty();
  }

  private ClientRegistration ours(ClientRegistration given) {
    Set<String> scopes = new LinkedHashSet<>();
    scopes.add(OidcScopes.OPENID);
    if (given.getScopes() != null) {
      scopes.addAll(given.getScopes());
    }
    return ClientRegistration.withClientRegistration(given)
        .scope(scopes)
        .redirectUri(baseUrl + CALLBACK)
        .clientSettings(ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
        .build();
  }
}
