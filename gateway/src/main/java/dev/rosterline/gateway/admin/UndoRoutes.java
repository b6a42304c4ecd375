package dev.rosterline.gateway.admin;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.rosterline.gateway.admin.Undo.Somebody;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /admin/v1/accounts/{account}/undo}: who left by a mistake is back. */
@Configuration(proxyBeanMethods = false)
class UndoRoutes {

  private final AccountStore accounts;
  private final Undo undo;

  UndoRoutes(AccountStore accounts, Undo undo) {
    this.accounts = accounts;
    this.undo = undo;
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> undoRouter() {
    return route().POST("/admin/v1/accounts/{account}/undo", this::undo).build();
  }

  private Mono<ServerResponse> undo(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    return accounts
        .account(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .then(Mono.zip(Bodies.read(request), PolicyRoutes.admin(request)))
        .flatMap(both -> undo(account, both.getT1(), both.getT2()))
        .flatMap(answer -> AdminRoutes.json(200, answer));
  }

  private Mono<ObjectNode> undo(UUID account, ObjectNode body, String admin) {
    JsonNode preview = body.path("preview");
    if (!preview.isMissingNode() && !preview.isBoolean()) {
      throw new AdminException(400, "preview must be true or false");
    }
    return undo.plan(account, instant(body, "from"), instant(body, "to"))
        .flatMap(
            plan ->
                preview.asBoolean(false)
                    ? Mono.just(told(plan))
                    : undo.run(account, plan, admin).map(sum -> told(plan, sum)));
  }

  private static Instant instant(ObjectNode body, String name) {
    try {
      return Instants.parse(body.path(name).asString(""));
    } catch (DateTimeException _) {
      throw new AdminException(400, name + " must be an instant such as 2026-11-23T08:00:00Z");
    }
  }

  private static ObjectNode told(Undo.Plan plan, Undo.Summary sum) {
    return told(plan).put("done", sum.done()).put("failed", sum.failed());
  }

  private static ObjectNode told(Undo.Plan plan) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    add(node, "blocked", plan.blocked());
    add(node, "leaving", plan.leaving());
    add(node, "removed", plan.removed());
    return node.put("otherwise", plan.otherwise()).put("more", plan.more());
  }

  private static void add(ObjectNode node, String name, List<Somebody> some) {
    ObjectNode told = node.putObject(name).put("count", some.size());
    Undo.Plan.names(some).forEach(told.putArray("userNames")::add);
  }
}
