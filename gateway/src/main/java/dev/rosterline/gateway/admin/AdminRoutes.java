package dev.rosterline.gateway.admin;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.Ids;
import dev.rosterline.gateway.access.Scopes;
import dev.rosterline.gateway.access.TokenFormat;
import dev.rosterline.gateway.admins.Permissions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/v1}: accounts, tokens and activity. */
@Configuration(proxyBeanMethods = false)
class AdminRoutes {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final Duration TOKEN_LIFE = Duration.ofDays(365);
  private static final Duration LONGEST_TOKEN_LIFE = Duration.ofDays(3653);
  private static final int LONGEST_GRACE_PERIOD = AccountPolicy.LONGEST_GRACE_DAYS;

  private final AccountStore accounts;
  private final ActivityClient activity;
  private final AccountChanges changes;
  private final FirstToken first;
  private final TokenChanges tokens;
  private final Ids ids;
  private final Clock clock;

  AdminRoutes(
      AccountStore accounts,
      ActivityClient activity,
      AccountChanges changes,
      FirstToken first,
      TokenChanges tokens,
      Ids ids,
      Clock clock) {
    this.accounts = accounts;
    this.activity = activity;
    this.changes = changes;
    this.first = first;
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> admin() {
    return route()
        .POST("/admin/v1/accounts", this::createAccount)
        .GET(
            "/admin/v1/accounts",
            _ ->
                Mono.zip(Permissions.current(), accounts.accounts())
                    .flatMap(both -> items("accounts", both.getT1().visible(both.getT2()))))
        .GET(
            "/admin/v1/accounts/{account}",
            request ->
                accounts
                    .account(account(request))
                    .switchIfEmpty(noAccount())
                    .flatMap(node -> json(200, node)))
        .PATCH("/admin/v1/accounts/{account}", this::updateAccount)
        .POST("/admin/v1/accounts/{account}/tokens", this::createToken)
        .GET(
            "/admin/v1/accounts/{account}/tokens",
            request ->
                accounts
                    .account(account(request))
                    .switchIfEmpty(noAccount())
                    .flatMap(_ -> accounts.tokens(account(request)))
                    .flatMap(list -> items("tokens", list)))
        .DELETE("/admin/v1/accounts/{account}/tokens/{token}", this::revokeToken)
        .GET("/admin/v1/accounts/{account}/activity", request -> activity(request, "/activity"))
        .GET(
            "/admin/v1/accounts/{account}/activity/summary",
            request -> activity(request, "/activity/summary"))
        .build();
  }

  private Mono<ServerResponse> createAccount(ServerRequest request) {
    UUID id = ids.command().value();
    return Mono.zip(Bodies.read(request), PolicyRoutes.admin(request))
        .flatMap(
            both -> {
              String name = name(both.getT1());
              boolean on = both.getT1().path("enabled").asBoolean(false);
              return policyFirst(id, both.getT1(), both.getT2())
                  .then(accounts.create(id, name))
                  .flatMap(account -> on ? withToken(id, account) : Mono.just(account));
            })
        .flatMap(account -> json(201, account));
  }

  /** Whoever says that an account is on from the start gets its first token along with it. */
  private Mono<ObjectNode> withToken(UUID id, ObjectNode account) {
    return first
        .of(id)
        .map(token -> account.<ObjectNode>set(AccountChanges.FIRST_TOKEN, token))
        .defaultIfEmpty(account);
  }

  /** Other names for two settings of the policy; an account is not there before it has its own. */
  private Mono<ObjectNode> policyFirst(UUID id, ObjectNode body, String admin) {
    ObjectNode settings = MAPPER.createObjectNode();
    if (body.has("enabled")) {
      settings.put("integrationEnabled", enabled(body));
    }
    if (body.has("gracePeriodDays")) {
      settings.put("gracePeriodDays", gracePeriod(body));
    }
    return settings.isEmpty()
        ? Mono.empty()
        : Mono.defer(() -> changes.policy(id, settings, null, admin));
  }

  private Mono<ServerResponse> updateAccount(ServerRequest request) {
    UUID id = account(request);
    return Mono.zip(
            Bodies.read(request),
            accounts.account(id).switchIfEmpty(noAccount()),
            PolicyRoutes.admin(request))
        .flatMap(
            all -> {
              ObjectNode change = all.getT1();
              String name = change.has("name") ? name(change) : all.getT2().path("name").asString();
              return policyFirst(id, change, all.getT3())
                  .defaultIfEmpty(MAPPER.createObjectNode())
                  .flatMap(
                      policy -> accounts.rename(id, name).map(account -> passOn(policy, account)));
            })
        .flatMap(account -> json(200, account));
  }

  private static ObjectNode passOn(ObjectNode policy, ObjectNode account) {
    return policy.get(AccountChanges.FIRST_TOKEN) instanceof ObjectNode token
        ? account.<ObjectNode>set(AccountChanges.FIRST_TOKEN, token)
        : account;
  }

  private Mono<ServerResponse> createToken(ServerRequest request) {
    UUID account = account(request);
    String secret = TokenFormat.generate();
    return Bodies.read(request)
        .zipWith(accounts.account(account).switchIfEmpty(noAccount()))
        .map(
            both ->
                new AccountStore.NewToken(
                    name(both.getT1()),
                    TokenFormat.shown(secret),
                    TokenFormat.hash(secret),
                    expiry(both.getT1()),
                    scopes(both.getT1())))
        .flatMap(token -> tokens.create(ids.command().value(), account, token))
        .switchIfEmpty(
            Mono.error(
                () ->
                    new AdminException(
                        409,
                        "This account has five live tokens; revoke one before making another")))
        .flatMap(
            token ->
                ServerResponse.status(201)
                    .cacheControl(CacheControl.noStore())
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(token.put("token", secret).toString()));
  }

  private Mono<ServerResponse> revokeToken(ServerRequest request) {
    UUID token =
        uuid(
            request.pathVariable("token"), () -> new AdminException(404, "There is no such token"));
    return tokens
        .revoke(account(request), token)
        .flatMap(
            rows ->
                rows == 0
                    ? Mono.error(new AdminException(404, "There is no such token"))
                    : ServerResponse.noContent().build());
  }

  private Mono<ServerResponse> activity(ServerRequest request, String path) {
    return activity
        .get(path, account(request), request.queryParams())
        .flatMap(
            answer -> {
              byte[] body = answer.getBody();
              MediaType type = answer.getHeaders().getContentType();
              return ServerResponse.status(answer.getStatusCode())
                  .contentType(type == null ? MediaType.APPLICATION_JSON : type)
                  .bodyValue(body == null ? new byte[0] : body);
            });
  }

  /** Without any, a token may all: what was asked for before there were scopes. */
  private static Scopes scopes(ObjectNode body) {
    JsonNode given = body.path("scopes");
    if (given.isMissingNode()) {
      return Scopes.ALL;
    }
    try {
      return Scopes.of(given.valueStream().map(each -> each.asString("")).toList());
    } catch (IllegalArgumentException e) {
      throw new AdminException(400, "scopes must be a list of read, users:rw and groups:rw");
    }
  }

  private Instant expiry(ObjectNode body) {
    Instant now = clock.instant();
    JsonNode given = body.path("expiresAt");
    if (given.isMissingNode()) {
      return now.plus(TOKEN_LIFE);
    }
    try {
      Instant expiry = Instant.parse(given.asString(""));
      if (expiry.isAfter(now) && expiry.isBefore(now.plus(LONGEST_TOKEN_LIFE))) {
        return expiry;
      }
    } catch (DateTimeException e) {
      throw new AdminException(400, "expiresAt must be a time such as 2027-01-31T00:00:00Z");
    }
    throw new AdminException(400, "expiresAt must lie in the future, ten years ahead at most");
  }

  private static int gracePeriod(ObjectNode body) {
    JsonNode given = body.path("gracePeriodDays");
    int days = given.isInt() ? given.intValue() : -1;
    if (days < 0 || days > LONGEST_GRACE_PERIOD) {
      throw new AdminException(
          400, "gracePeriodDays must be a whole number from 0 to " + LONGEST_GRACE_PERIOD);
    }
    return days;
  }

  private static boolean enabled(ObjectNode body) {
    JsonNode given = body.path("enabled");
    if (!given.isBoolean()) {
      throw new AdminException(400, "enabled must be true or false");
    }
    return given.booleanValue();
  }

  private static String name(ObjectNode body) {
    JsonNode given = body.path("name");
    String name = given.isString() ? given.stringValue().trim() : "";
    if (name.isEmpty() || name.length() > 200) {
      throw new AdminException(400, "name must have 1 to 200 characters");
    }
    return name;
  }

  static UUID account(ServerRequest request) {
    return uuid(
        request.pathVariable("account"), () -> new AdminException(404, "There is no such account"));
  }

  static UUID uuid(String text, Supplier<AdminException> otherwise) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw otherwise.get();
    }
  }

  static <T> Mono<T> noAccount() {
    return Mono.error(() -> new AdminException(404, "There is no such account"));
  }

  static Mono<ServerResponse> items(String name, List<ObjectNode> list) {
    ObjectNode node = MAPPER.createObjectNode();
    node.putArray(name).addAll(list);
    return json(200, node);
  }

  static Mono<ServerResponse> json(int status, ObjectNode node) {
    ServerResponse.BodyBuilder answer =
        ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON);
    // A secret is shown once, and by nobody in between a second time.
    return (node.has(AccountChanges.FIRST_TOKEN)
            ? answer.cacheControl(CacheControl.noStore())
            : answer)
        .bodyValue(node.toString());
  }
}
