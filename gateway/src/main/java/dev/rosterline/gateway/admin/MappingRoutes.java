package dev.rosterline.gateway.admin;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.RoleRules;
import dev.rosterline.contract.wire.RoleMappingWire;
import dev.rosterline.gateway.roles.RoleMembersStore;
import dev.rosterline.gateway.roles.RolePreview;
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

/** {@code /admin/v1/accounts/{account}/mappings}: which groups give which roles. */
@Configuration(proxyBeanMethods = false)
class MappingRoutes {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String MAPPINGS = "/admin/v1/accounts/{account}/mappings";

  private final PolicyStore policies;
  private final AccountChanges changes;
  private final RolePreview preview;

  MappingRoutes(PolicyStore policies, AccountChanges changes, RolePreview preview) {
    this.policies = policies;
    this.changes = changes;
    this.preview = preview;
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> mappingRouter() {
    return route()
        .GET(MAPPINGS, this::read)
        .PUT(MAPPINGS, this::replace)
        .POST(MAPPINGS + "/preview", this::preview)
        .build();
  }

  private Mono<ServerResponse> read(ServerRequest request) {
    return policy(request)
        .flatMap(
            policy -> AdminRoutes.json(200, wrapped(RoleMappingWire.write(policy.mappings()))));
  }

  private Mono<ServerResponse> replace(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    return policy(request)
        .then(Mono.zip(mappings(request), PolicyRoutes.admin(request)))
        .flatMap(both -> changes.policy(account, wrapped(both.getT1()), null, both.getT2()))
        .flatMap(
            after -> {
              JsonNode saved = after.path("mappings");
              return AdminRoutes.json(
                  200, wrapped(saved.isArray() ? saved : MAPPER.createArrayNode()));
            });
  }

  private Mono<ServerResponse> preview(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    return Mono.zip(policy(request), mappings(request))
        .flatMap(
            both ->
                preview.compare(
                    account, RoleRules.of(both.getT1().mappings()), rules(both.getT2())))
        .flatMap(
            roles ->
                AdminRoutes.items("roles", roles.stream().map(MappingRoutes::change).toList()));
  }

  private Mono<AccountPolicy> policy(ServerRequest request) {
    return policies.policy(AdminRoutes.account(request)).switchIfEmpty(AdminRoutes.noAccount());
  }

  private static Mono<JsonNode> mappings(ServerRequest request) {
    return Bodies.read(request)
        .map(
            body -> {
              JsonNode mappings = body.path("mappings");
              if (!mappings.isArray()) {
                throw new AdminException(400, "mappings must be an array");
              }
              return mappings;
            });
  }

  /** Refuses what {@link AccountChanges} would, before anything is compared. */
  private static RoleRules rules(JsonNode mappings) {
    try {
      return RoleRules.of(RoleMappingWire.read(mappings));
    } catch (IllegalArgumentException e) {
      throw new AdminException(400, String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode wrapped(JsonNode mappings) {
    ObjectNode node = MAPPER.createObjectNode();
    node.set("mappings", mappings);
    return node;
  }

  private static ObjectNode change(RolePreview.Change change) {
    ObjectNode node = MAPPER.createObjectNode().put("role", change.role());
    node.set("gained", members(change.gained()));
    node.set("lost", members(change.lost()));
    return node;
  }

  private static ObjectNode members(RoleMembersStore.Members members) {
    ObjectNode node = MAPPER.createObjectNode().put("count", members.count());
    List<String> names = members.userNames();
    names.forEach(node.putArray("userNames")::add);
    return node;
  }
}
