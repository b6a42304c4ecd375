package dev.rosterline.gateway.admin;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.rosterline.contract.wire.PolicyPresets;
import dev.rosterline.contract.wire.PolicyWire;
import java.security.Principal;
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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/v1}: the policy of an account, read, changed and set from presets. */
@Configuration(proxyBeanMethods = false)
class PolicyRoutes {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String POLICY = "/admin/v1/accounts/{account}/policy";

  private final PolicyStore policies;
  private final AccountChanges changes;

  PolicyRoutes(PolicyStore policies, AccountChanges changes) {
    this.policies = policies;
    this.changes = changes;
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> policyRouter() {
    return route()
        .GET("/admin/v1/policy-presets", _ -> AdminRoutes.items("presets", presets()))
        .GET(POLICY, this::read)
        .PATCH(POLICY, this::change)
        .PUT(POLICY + "/preset/{name}", this::preset)
        .build();
  }

  private Mono<ServerResponse> read(ServerRequest request) {
    return policies
        .policy(AdminRoutes.account(request))
        .switchIfEmpty(AdminRoutes.noAccount())
        .flatMap(policy -> AdminRoutes.json(200, PolicyWire.write(policy)));
  }

  private Mono<ServerResponse> change(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    return policies
        .policy(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .then(Mono.zip(Bodies.read(request), admin(request)))
        .flatMap(both -> changes.policy(account, both.getT1(), null, both.getT2()))
        .flatMap(policy -> AdminRoutes.json(200, policy));
  }

  private Mono<ServerResponse> preset(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    PolicyPresets.Preset preset =
        PolicyPresets.find(request.pathVariable("name"))
            .orElseThrow(() -> new AdminException(404, "There is no such preset"));
    return policies
        .policy(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .then(admin(request))
        .flatMap(name -> changes.policy(account, preset.settings(), preset.name(), name))
        .flatMap(policy -> AdminRoutes.json(200, policy));
  }

  /** Whom the activity log names as the source. */
  static Mono<String> admin(ServerRequest request) {
    return request.principal().map(Principal::getName).defaultIfEmpty("admin");
  }

  private static List<ObjectNode> presets() {
    return PolicyPresets.all().stream()
        .map(
            preset -> {
              ObjectNode node = MAPPER.createObjectNode();
              node.put("name", preset.name()).put("about", preset.about());
              node.set("settings", preset.settings());
              return node;
            })
        .toList();
  }
}
