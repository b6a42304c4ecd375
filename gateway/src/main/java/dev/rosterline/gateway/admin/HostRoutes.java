package dev.rosterline.gateway.admin;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.rosterline.gateway.access.OwnHostStore;
import dev.rosterline.gateway.access.OwnHostStore.OwnHost;
import dev.rosterline.gateway.lookup.RepresentationWriter;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /admin/v1/hosts}: hosts that take the tokens of one account only. Not under the account:
 * whoever gives a host away decides about everybody who calls there, so it takes the permission for
 * all accounts.
 */
@Configuration(proxyBeanMethods = false)
class HostRoutes {

  /** Names of at least two labels, the last one no number: no address can be an account's own. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  private final OwnHostStore hosts;
  private final AccountStore accounts;
  private final RepresentationWriter representations;

  HostRoutes(OwnHostStore hosts, AccountStore accounts, RepresentationWriter representations) {
    this.hosts = hosts;
    this.accounts = accounts;
    this.representations = representations;
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> hostRouter() {
    return route()
        .GET("/admin/v1/hosts", _ -> list())
        .PUT("/admin/v1/hosts/{host}", this::give)
        .DELETE("/admin/v1/hosts/{host}", this::take)
        .build();
  }

  private Mono<ServerResponse> list() {
    return hosts
        .all()
        .flatMap(all -> AdminRoutes.items("hosts", all.stream().map(HostRoutes::json).toList()));
  }

  private Mono<ServerResponse> give(ServerRequest request) {
    String host = name(request);
    if (!NAME.matcher(host).matches() || isShared(host)) {
      throw new AdminException(
          400, "An account's own host is a name such as acme.example.com that no other one shares");
    }
    return Bodies.read(request)
        .map(HostRoutes::account)
        .flatMap(
            account ->
                accounts
                    .account(account)
                    .switchIfEmpty(AdminRoutes.noAccount())
                    .then(Mono.defer(() -> hosts.give(host, account))))
        .switchIfEmpty(
            Mono.error(
                () ->
                    new AdminException(
                        409, "The host is another account's, or the account has a host already")))
        .flatMap(given -> AdminRoutes.json(200, json(given)));
  }

  private Mono<ServerResponse> take(ServerRequest request) {
    String host = name(request);
    if (!NAME.matcher(host).matches()) {
      throw new AdminException(404, "That host is no account's own");
    }
    return hosts
        .take(host)
        .flatMap(
            taken ->
                taken == 0
                    ? Mono.error(new AdminException(404, "That host is no account's own"))
                    : ServerResponse.noContent().build());
  }

  private boolean isShared(String host) {
    return host.equalsIgnoreCase(URI.create(representations.baseUrl()).getHost());
  }

  private static String name(ServerRequest request) {
    return request.pathVariable("host").toLowerCase(Locale.ROOT);
  }

  private static UUID account(ObjectNode body) {
    return AdminRoutes.uuid(
        body.path("account").asString(""),
        () -> new AdminException(400, "account must be the id of one"));
  }

  private static ObjectNode json(OwnHost host) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("host", host.host())
        .put("account", host.account().toString())
        .put("createdAt", host.created().toString());
  }
}
