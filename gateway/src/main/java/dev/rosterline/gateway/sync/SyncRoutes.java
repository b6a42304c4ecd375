package dev.rosterline.gateway.sync;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.rosterline.gateway.admin.AccountStore;
import dev.rosterline.gateway.admin.AdminException;
import dev.rosterline.gateway.sync.Progress.Session;
import dev.rosterline.gateway.sync.Progress.Step;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /admin/v1/accounts/{account}/sync}: how provisioning is going. */
@Configuration(proxyBeanMethods = false)
class SyncRoutes {

  private final AccountStore accounts;
  private final SyncProgress progress;

  SyncRoutes(AccountStore accounts, SyncProgress progress) {
    this.accounts = accounts;
    this.progress = progress;
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> syncRouter() {
    return route().GET("/admin/v1/accounts/{account}/sync", this::sync).build();
  }

  private Mono<ServerResponse> sync(ServerRequest request) {
    UUID account = account(request);
    return accounts
        .account(account)
        .switchIfEmpty(Mono.error(() -> new AdminException(404, "There is no such account")))
        .flatMap(_ -> progress.of(account))
        .flatMap(
            now ->
                ServerResponse.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(told(now).toString()));
  }

  private static UUID account(ServerRequest request) {
    try {
      return UUID.fromString(request.pathVariable("account"));
    } catch (IllegalArgumentException _) {
      throw new AdminException(404, "There is no such account");
    }
  }

  static ObjectNode told(Progress progress) {
    ObjectNode node =
        JsonMapper.shared()
            .createObjectNode()
            .put("at", progress.at().toString())
            .put("waiting", progress.waiting())
            .put("perSecond", Math.round(progress.perSecond() * 10) / 10.0);
    Instant end = progress.estimatedEnd();
    if (end != null) {
      node.put("estimatedEnd", end.toString());
    }
    Session session = progress.session();
    if (session != null) {
      node.putObject("session")
          .put("since", session.since().toString())
          .put("running", session.running())
          .put("received", session.applied() + session.failed() + progress.waiting())
          .put("applied", session.applied())
          .put("failed", session.failed())
          .put("users", session.users());
    }
    add(node.putArray("minutes"), progress.minutes());
    add(node.putArray("hours"), progress.hours());
    return node;
  }

  private static void add(ArrayNode array, List<Step> steps) {
    for (Step step : steps) {
      array
          .addObject()
          .put("at", step.at().toString())
          .put("applied", step.applied())
          .put("failed", step.failed())
          .put("users", step.users());
    }
  }
}
