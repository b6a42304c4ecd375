package dev.rosterline.gateway.admin;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.rosterline.contract.Topics;
import dev.rosterline.gateway.admin.ErasureStore.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /admin/v1/accounts/{account}/persons/{person}/data}: DELETE has a former member forgotten,
 * GET says how far that is. Both say where data was kept and when the rest is gone.
 */
@Configuration(proxyBeanMethods = false)
class ErasureRoutes {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String PATH = "/admin/v1/accounts/{account}/persons/{person}/data";

  /** Topics that hold what people are called; a record of the rest names nobody. */
  private static final List<String> PERSONAL =
      List.of(
          Topics.COMMANDS,
          Topics.COMMANDS_URGENT,
          Topics.REPLIES,
          Topics.OUTCOMES,
          Topics.MEMBERSHIP_EVENTS,
          Topics.COMMANDS_PARKED);

  private final AccountStore accounts;
  private final AccountChanges changes;
  private final ErasureStore erasures;
  private final ActivityClient activity;

  ErasureRoutes(
      AccountStore accounts,
      AccountChanges changes,
      ErasureStore erasures,
      ActivityClient activity) {
    this.accounts = accounts;
    this.changes = changes;
    this.erasures = erasures;
    this.activity = activity;
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
    return erasures
        .progress(account, person)
        .switchIfEmpty(
            Mono.error(() -> new AdminException(404, "Nobody asked for this person's data to go")))
        .zipWith(activityDone(account, person))
        .flatMap(both -> AdminRoutes.json(200, answer(person, both.getT1(), both.getT2())));
  }

  /** "unknown" where the audit-service cannot be asked: it erases all the same. */
  private Mono<String> activityDone(UUID account, UUID person) {
    return activity
        .get("/activity/erasures/" + person, account, new LinkedMultiValueMap<>())
        .map(ErasureRoutes::state)
        .onErrorReturn("unknown");
  }

  private static String state(ResponseEntity<byte[]> answer) {
    byte[] body = answer.getBody();
    JsonNode done =
        body == null || answer.getStatusCode().value() != 200
            ? MAPPER.missingNode()
            : MAPPER.readTree(body).path("doneAt");
    return state(done.isString() ? Instant.parse(done.stringValue()) : null);
  }

  private static String state(@Nullable Instant doneAt) {
    return doneAt == null ? "under way" : "done";
  }

  private static ObjectNode answer(UUID person, Progress progress, String inActivity) {
    ObjectNode answer =
        MAPPER
            .createObjectNode()
            .put("person", person.toString())
            .put("requestedAt", progress.requestedAt().toString());
    ArrayNode erased = answer.putArray("erased");
    erased.addObject().put("place", "directory").put("state", "done");
    erased.addObject().put("place", "outcomes").put("state", state(progress.doneAt()));
    erased.addObject().put("place", "activity").put("state", inActivity);
    erased.addObject().put("place", Topics.MEMBERSHIP_STATE).put("state", "tombstone");
    ArrayNode agesOut = answer.putArray("agesOut");
    for (Topics.Definition topic : Topics.all()) {
      if (PERSONAL.contains(topic.name())) {
        agesOut
            .addObject()
            .put("topic", topic.name())
            .put("by", progress.requestedAt().plus(kept(topic)).toString());
      }
    }
    return answer;
  }

  private static Duration kept(Topics.Definition topic) {
    String milliseconds = topic.settings().getOrDefault("retention.ms", "0");
    return Duration.ofMillis(Long.parseLong(milliseconds));
  }
}
