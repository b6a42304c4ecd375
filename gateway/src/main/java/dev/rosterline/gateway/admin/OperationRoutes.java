package dev.rosterline.gateway.admin;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.rosterline.contract.Reply;
import java.util.UUID;
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

/** {@code /admin/v1}: one operation of the activity log, and failed ones done again. */
@Configuration(proxyBeanMethods = false)
class OperationRoutes {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final AccountStore accounts;
  private final Replays replays;

  OperationRoutes(AccountStore accounts, Replays replays) {
    this.accounts = accounts;
    this.replays = replays;
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> operationRouter() {
    return route()
        .POST("/admin/v1/accounts/{account}/activity/replay", this::replayAll)
        .POST("/admin/v1/accounts/{account}/activity/{operation}/replay", this::replay)
        // Not for summary, which has a route of its own.
        .GET("/admin/v1/accounts/{account}/activity/{operation:[0-9a-fA-F-]{36}}", this::operation)
        .build();
  }

  private Mono<ServerResponse> operation(ServerRequest request) {
    return replays
        .operation(AdminRoutes.account(request), id(request))
        .flatMap(found -> AdminRoutes.json(200, told((ObjectNode) found)));
  }

  /** With whether it can be done again, and else why not. */
  private static ObjectNode told(ObjectNode found) {
    switch (ReplayDecider.decide(found)) {
      case ReplayDecider.Answer.Again _ -> found.putObject("replay").put("possible", true);
      case ReplayDecider.Answer.Never never ->
          found.putObject("replay").put("possible", false).put("reason", never.reason());
    }
    return found;
  }

  private Mono<ServerResponse> replay(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    return accounts
        .account(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .then(PolicyRoutes.admin(request))
        .flatMap(admin -> replays.replay(account, id(request), admin))
        .flatMap(reply -> AdminRoutes.json(200, told(reply)));
  }

  private static ObjectNode told(Reply reply) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", reply.command().toString()).put("status", reply.status());
    if (reply.scimType() != null) {
      node.put("scimType", reply.scimType());
    }
    if (reply.detail() != null) {
      node.put("detail", reply.detail());
    }
    return node;
  }

  private Mono<ServerResponse> replayAll(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    return accounts
        .account(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .then(PolicyRoutes.admin(request))
        .flatMap(admin -> replays.replayAll(account, request.queryParams(), admin))
        .flatMap(
            sum ->
                AdminRoutes.json(
                    200,
                    MAPPER
                        .createObjectNode()
                        .put("done", sum.done())
                        .put("failed", sum.failed())
                        .put("skipped", sum.skipped())
                        .put("more", sum.more())));
  }

  private static UUID id(ServerRequest request) {
    return AdminRoutes.uuid(
        request.pathVariable("operation"),
        () -> new AdminException(404, "There is no such operation"));
  }
}
