package dev.rosterline.gateway.admin;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code /admin/v1/accounts/{account}/persons/{person}/data}: DELETE has a former member forgotten,
 * GET says how far that is. Both say where data was kept and when the rest is gone.
 */
@Configuration(proxyBeanMethods = false)
class ErasureRoutes {

  private static final String PATH = "/admin/v1/accounts/{account}/persons/{person}/data";

  private final AccountStore accounts;
  private final AccountChanges changes;
  private final ErasureReports reports;

  ErasureRoutes(AccountStore accounts, AccountChanges changes, ErasureReports reports) {
    this.accounts = accounts;
    this.changes = changes;
    this.reports = reports;
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> erasureRouter() {
    return route().DELETE(PATH, this::erase).GET(PATH, this::progress).build();
  }

  private Mono<ServerResponse> erase(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    UUID person = person(request);
    return accounts
        .account(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .then(PolicyRoutes.admin(request))
        .flatMap(admin -> changes.erase(account, person, admin))
        .then(Mono.defer(() -> told(account, person)));
  }

  private Mono<ServerResponse> progress(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    UUID person = person(request);
    return accounts
        .account(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .then(Mono.defer(() -> told(account, person)));
  }

  private static UUID person(ServerRequest request) {
    return AdminRoutes.uuid(
        request.pathVariable("person"), () -> new AdminException(404, "There is no such person"));
  }

  private Mono<ServerResponse> told(UUID account, UUID person) {
    return reports
        .of(account, person)
        .switchIfEmpty(
            Mono.error(() -> new AdminException(404, "Nobody asked for this person's data to go")))
        .flatMap(report -> AdminRoutes.json(200, report));
  }
}
