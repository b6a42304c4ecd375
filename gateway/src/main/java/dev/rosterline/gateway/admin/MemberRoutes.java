package dev.rosterline.gateway.admin;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
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

/** {@code /admin/v1}: pending removals and their cancelling, and awaited members. */
@Configuration(proxyBeanMethods = false)
class MemberRoutes {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final int DEFAULT_LIMIT = 100;
  private static final int HIGHEST_LIMIT = 500;

  private final MemberListStore members;
  private final AccountStore accounts;
  private final AccountChanges changes;

  MemberRoutes(MemberListStore members, AccountStore accounts, AccountChanges changes) {
    this.members = members;
    this.accounts = accounts;
    this.changes = changes;
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> memberRouter() {
    return route()
        .GET("/admin/v1/accounts/{account}/removals", this::removals)
        .POST("/admin/v1/accounts/{account}/removals/{member}/cancel", this::cancel)
        .GET("/admin/v1/accounts/{account}/awaited", this::awaited)
        .build();
  }

  private Mono<ServerResponse> removals(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    int limit = limit(request);
    PageCursor after = PageCursor.ofInstants(request.queryParam("cursor"));
    return accounts
        .account(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .flatMap(
            _ -> members.removals(account, Instant.parse(after.first()), after.second(), limit + 1))
        .flatMap(rows -> page("removals", rows, limit, row -> cursor(row, "dueAt", "member")));
  }

  private Mono<ServerResponse> awaited(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    int limit = limit(request);
    PageCursor after = PageCursor.ofIds(request.queryParam("cursor"));
    return accounts
        .account(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .flatMap(
            _ ->
                members.awaited(account, UUID.fromString(after.first()), after.second(), limit + 1))
        .flatMap(rows -> page("awaited", rows, limit, row -> cursor(row, "group", "value")));
  }

  private Mono<ServerResponse> cancel(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    UUID member =
        AdminRoutes.uuid(
            request.pathVariable("member"),
            () -> new AdminException(404, "There is no such member"));
    return accounts
        .account(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .then(PolicyRoutes.admin(request))
        .flatMap(admin -> changes.cancelRemoval(account, member, admin))
        .then(ServerResponse.noContent().build());
  }

  private static int limit(ServerRequest request) {
    try {
      int limit = request.queryParam("limit").map(Integer::parseInt).orElse(DEFAULT_LIMIT);
      if (limit >= 1 && limit <= HIGHEST_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Answered below, like any other limit that cannot be.
    }
    throw new AdminException(400, "limit must be a whole number from 1 to " + HIGHEST_LIMIT);
  }

  private static PageCursor cursor(ObjectNode row, String first, String second) {
    return new PageCursor(row.path(first).asString(), UUID.fromString(row.path(second).asString()));
  }

  /**
   * One row more than asked for was read: whether it is there says whether there is a next page.
   */
  private static Mono<ServerResponse> page(
      String name, List<ObjectNode> rows, int limit, Function<ObjectNode, PageCursor> cursors) {
    ObjectNode node = MAPPER.createObjectNode();
    List<ObjectNode> shown = rows.subList(0, Math.min(limit, rows.size()));
    node.putArray(name).addAll(shown);
    if (rows.size() > limit) {
      node.put("nextCursor", cursors.apply(shown.getLast()).encoded());
    }
    return AdminRoutes.json(200, node);
  }
}
