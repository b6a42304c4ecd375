package dev.rosterline.gateway.signin;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.RoleRules;
import dev.rosterline.contract.wire.PolicyWire;
import dev.rosterline.gateway.admin.AdminException;
import dev.rosterline.scim.schema.MatchingKey;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /access/v1/accounts/{account}/sign-in?userName=}, or {@code ?email=}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInProperties.class)
class SignInRoutes {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final int MOST_POLICIES = 1_000;

  private final SignInStore members;
  private final SignInKey key;
  private final Cache<String, SignIn.Roles> policies =
      Caffeine.newBuilder().maximumSize(MOST_POLICIES).build();

  SignInRoutes(SignInStore members, SignInProperties properties) {
    this.members = members;
    this.key = new SignInKey(properties.key());
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> signIns() {
    return route().GET("/access/v1/accounts/{account}/sign-in", this::signIn).build();
  }

  private Mono<ServerResponse> signIn(ServerRequest request) {
    if (!key.isSet()) {
      throw new AdminException(404, "The sign-in check is off; ROSTERLINE_SIGN_IN_KEY turns it on");
    }
    if (!key.opens(request.headers().firstHeader(HttpHeaders.AUTHORIZATION))) {
      throw new AdminException(401, "The bearer key is missing or wrong");
    }
    return find(request)
        .map(found -> found.decide(roles(found.policy())))
        .defaultIfEmpty(SignIn.UNKNOWN)
        .flatMap(
            answer ->
                ServerResponse.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(CacheControl.noStore())
                    .bodyValue(json(answer).toString()));
  }

  private Mono<SignIn.Found> find(ServerRequest request) {
    UUID account = account(request);
    Optional<String> userName = request.queryParam("userName").filter(name -> !name.isBlank());
    Optional<String> email = request.queryParam("email").filter(address -> !address.isBlank());
    if (userName.isPresent() == email.isPresent()) {
      throw new AdminException(400, "Expected one of the parameters userName and email");
    }
    return userName.isPresent()
        ? members.byUserName(account, MatchingKey.of(userName.get()))
        : members.byEmail(account, MatchingKey.of(email.orElseThrow()));
  }

  /** Of many sign-ins, few see a policy that was not seen before. */
  private SignIn.Roles roles(@Nullable String policy) {
    return policies.get(
        policy == null ? "{}" : policy,
        settings -> {
          AccountPolicy read = PolicyWire.read((ObjectNode) MAPPER.readTree(settings));
          return new SignIn.Roles(read, RoleRules.of(read.mappings()));
        });
  }

  private static UUID account(ServerRequest request) {
    try {
      return UUID.fromString(request.pathVariable("account"));
    } catch (IllegalArgumentException _) {
      throw new AdminException(404, "There is no such account");
    }
  }

  private static ObjectNode json(SignIn answer) {
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("allowed", answer.allowed())
            .put("reason", answer.reason().wire());
    if (answer.member() != null) {
      json.put("member", answer.member().toString()).put("userName", answer.userName());
    }
    answer.roles().forEach(json.putArray("roles")::add);
    if (answer.teacher() != null) {
      json.put("teacher", answer.teacher());
    }
    if (answer.until() != null) {
      json.put("until", answer.until().toString());
    }
    return json;
  }
}
