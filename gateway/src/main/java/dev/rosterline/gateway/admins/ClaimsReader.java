package dev.rosterline.gateway.admins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcReactiveOAuth2UserService;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.ReactiveOAuth2UserService;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.util.StringUtils;
import reactor.core.publisher.Mono;

/** Reads what an OpenID provider says of a person: their permissions and what to call them. */
public final class ClaimsReader
    implements ReactiveOAuth2UserService<OidcUserRequest, OidcUser>,
        Converter<Jwt, Mono<AbstractAuthenticationToken>> {

  private final AdminsProperties properties;
  private final ReactiveOAuth2UserService<OidcUserRequest, OidcUser> users;

  ClaimsReader(AdminsProperties properties) {
    this.properties = properties;
    this.users = new OidcReactiveOAuth2UserService();
  }

  /** Somebody who signs in to the console. */
  @Override
  public Mono<OidcUser> loadUser(OidcUserRequest request) {
    String name =
        request
            .getClientRegistration()
            .getProviderDetails()
            .getUserInfoEndpoint()
            .getUserNameAttributeName();
    return users
        .loadUser(request)
        .map(user -> lean(user, StringUtils.hasText(name) ? name : "sub"));
  }

  /**
   * Of all that the provider says only what a session needs later: what they may do, what to call
   * them, and the token that a sign-out has to show.
   */
  OidcUser lean(OidcUser user, String name) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", user.getSubject());
    claims.put(name, String.valueOf(user.getClaims().get(name)));
    OidcIdToken given = user.getIdToken();
    var token =
        new OidcIdToken(given.getTokenValue(), given.getIssuedAt(), given.getExpiresAt(), claims);
    return new DefaultOidcUser(permissions(user.getClaims()).authorities(), token, name);
  }

  /** Somebody, or a program, with a bearer token for the admin API. */
  @Override
  public Mono<AbstractAuthenticationToken> convert(Jwt token) {
    String given = token.getClaimAsString(properties.nameClaim());
    String name = StringUtils.hasText(given) ? given : token.getSubject();
    return Mono.just(
        new JwtAuthenticationToken(
            token, permissions(token.getClaims()).authorities(), name == null ? "unnamed" : name));
  }

  Permissions permissions(Map<String, Object> claims) {
    List<String> names = new ArrayList<>();
    for (Object value : values(claims.get(properties.accountsClaim()))) {
      if (value instanceof String text && text.startsWith(properties.prefix())) {
        names.add(text.substring(properties.prefix().length()));
      }
    }
    return Permissions.named(names);
  }

  private static Collection<?> values(@Nullable Object claim) {
    return switch (claim) {
      case null -> List.of();
      case Collection<?> list -> list;
      default -> List.of(claim);
    };
  }
}
