package dev.rosterline.gateway.admins;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import reactor.core.publisher.Mono;

/** The one place where every request to the console and the admin API is let through or not. */
public final class AccountPermission implements ReactiveAuthorizationManager<AuthorizationContext> {

  AccountPermission() {}

  @Override
  public Mono<AuthorizationResult> authorize(
      Mono<Authentication> somebody, AuthorizationContext context) {
    ServerHttpRequest request = context.getExchange().getRequest();
    Scope scope = Scope.of(request.getMethod(), request.getPath().pathWithinApplication());
    return somebody
        .map(Permissions::of)
        .defaultIfEmpty(Permissions.NONE)
        .map(permissions -> new AuthorizationDecision(permissions.allow(scope)));
  }
}
