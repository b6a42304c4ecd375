package dev.rosterline.gateway.admin;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/v1}: pending removals, holds of the brake, awaited members. */
@Configuration(proxyBeanMethods = false)
class MemberRoutes {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final int DEFAULT_LIMIT = 100;
  private static final int HIGHEST_LIMIT = 500;
  private static final int AT_ONCE = 16;

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
        .POST(
            "/admin/v1/accounts/{account}/removals/{member}/cancel",
            request -> change(request, changes::cancelRemoval))
        .GET("/admin/v1/accounts/{account}/holds", this::holds)
        .POST(
            "/admin/v1/accounts/{account}/holds/release",
            request -> changeHolds(request, changes::releaseHold))
        .POST(
            "/admin/v1/accounts/{account}/holds/cancel",
            request -> changeHolds(request, changes::cancelHold))
        .POST(
            "/admin/v1/accounts/{account}/holds/{member}/release",
            request -> change(request, changes::releaseHold))
        .POST(
            "/admin/v1/accounts/{account}/holds/{member}/cancel",
            request -> change(request, changes::cancelHold))
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

  private Mono<ServerResponse> holds(ServerRequest request) {
    UUID account = AdminRoutes.account(request);
    int limit = limit(request);
    PageCursor after = PageCursor.ofInstants(request.queryParam("cursor"));
    return accounts
        .account(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .flatMap(
            _ -> members.holds(account, Instant.parse(after.first()), after.second(), limit + 1))
        .flatMap(rows -> page("holds", rows, limit, row -> cursor(row, "heldAt", "member")));
  }

  /** What an admin does with one member. */
  private interface Change {
    Mono<Void> of(UUID account, UUID member, String admin);
  }

  private Mono<ServerResponse> change(ServerRequest request, Change change) {
    UUID account = AdminRoutes.account(request);
    UUID member =
        AdminRoutes.uuid(
            request.pathVariable("member"),
            () -> new AdminException(404, "There is no such member"));
    return accounts
        .account(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .then(PolicyRoutes.admin(request))
        .flatMap(admin -> change.of(account, member, admin))
        .then(ServerResponse.noContent().build());
  }

  /** The oldest holds of an account, all alike; one that ended meanwhile is no matter. */
  private Mono<ServerResponse> changeHolds(ServerRequest request, Change change) {
    UUID account = AdminRoutes.account(request);
    PageCursor start = PageCursor.ofInstants(Optional.empty());
    return accounts
        .account(account)
        .switchIfEmpty(AdminRoutes.noAccount())
        .then(PolicyRoutes.admin(request))
        .flatMap(
            admin ->
                members
                    .holds(account, Instant.parse(start.first()), start.second(), HIGHEST_LIMIT + 1)
                    .flatMap(rows -> changed(rows, account, admin, change)));
  }

  private static Mono<ServerResponse> changed(
      List<ObjectNode> rows, UUID account, String admin, Change change) {
    return Flux.fromIterable(rows.subList(0, Math.min(HIGHEST_LIMIT, rows.size())))
        .flatMap(
            row ->
                change
                    .of(account, UUID.fromString(row.path("member").asString()), admin)
                    .thenReturn(1)
                    .onErrorReturn(AdminException.class, 0),
            AT_ONCE)
        .reduce(0, Integer::sum)
        .flatMap(
            done ->
                AdminRoutes.json(
                    200,
                    MAPPER
                        .createObjectNode()
                        .put("done", done)
                        .put("more", rows.size() > HIGHEST_LIMIT)));
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
