package dev.rosterline.gateway.admin;

import dev.rosterline.contract.Outcome.Operation;
import dev.rosterline.contract.Outcome.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings back who was blocked or deleted between two instants, by a mistake of the identity
 * provider: each by a command in the admin's name. The activity log says who it was, the directory
 * how they are now; so what is done twice has no effect, and who was changed later is left alone.
 */
@Component
public class Undo {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final List<Operation> DEPARTURES =
      List.of(Operation.USER_DEACTIVATE, Operation.USER_REMOVE, Operation.REMOVAL_DUE);
  private static final int PAGE = 500;
  private static final int MOST_PAGES = 20;
  private static final int AT_ONCE = 16;

  private final ActivityClient activity;
  private final UndoStore members;
  private final AccountChanges changes;

  Undo(ActivityClient activity, UndoStore members, AccountChanges changes) {
    this.activity = activity;
    this.members = members;
    this.changes = changes;
  }

  /**
   * A member who left.
   *
   * @param state of now: blocked, leaving, removed, held by the brake, or otherwise
   */
  public record Somebody(
      UUID member, @Nullable UUID scimId, String userName, Instant modifiedAt, String state) {}

  /**
   * Who can be brought back, and who cannot.
   *
   * @param blocked by name, who would be active again
   * @param leaving whose removal is pending and would be cancelled
   * @param removed who are gone and would be members again, without groups
   * @param otherwise how many were changed since, or are held by the brake
   * @param more whether there were departures beyond the ten thousand that were looked at
   */
  public record Plan(
      List<Somebody> blocked,
      List<Somebody> leaving,
      List<Somebody> removed,
      int otherwise,
      boolean more) {

    public int size() {
      return blocked.size() + leaving.size() + removed.size();
    }

    /** The first hundred of some. */
    public static List<String> names(List<Somebody> some) {
      return some.stream().limit(100).map(Somebody::userName).toList();
    }
  }

  /** How many were brought back, and how many could not be. */
  public record Summary(int done, int failed) {}

  private record Departed(Set<UUID> members, boolean more) {}

  /**
   * @param from included
   * @param to not included
   */
  public Mono<Plan> plan(UUID account, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return Mono.error(new AdminException(400, "from must be before to"));
    }
    return Flux.fromIterable(DEPARTURES)
        .concatMap(operation -> departed(account, operation, from, to))
        .collectList()
        .flatMap(found -> plan(account, found, to));
  }

  private Mono<Plan> plan(UUID account, List<Departed> found, Instant to) {
    Set<UUID> ids = new LinkedHashSet<>();
    found.forEach(some -> ids.addAll(some.members()));
    boolean more = found.stream().anyMatch(Departed::more);
    return members.now(account, ids).map(now -> sorted(now, to, more));
  }

  private static Plan sorted(List<Somebody> now, Instant to, boolean more) {
    List<Somebody> blocked = new ArrayList<>();
    List<Somebody> leaving = new ArrayList<>();
    List<Somebody> removed = new ArrayList<>();
    for (Somebody one : now) {
      if (one.modifiedAt().isBefore(to)) {
        switch (one.state()) {
          case "removed" -> removed.add(one);
          case "blocked" -> blocked.add(one);
          case "leaving" -> leaving.add(one);
          default -> {
            // Back already, or an admin's to decide.
          }
        }
      }
    }
    int otherwise = now.size() - blocked.size() - leaving.size() - removed.size();
    return new Plan(blocked, leaving, removed, otherwise, more);
  }

  /** Everybody of the plan of now. */
  public Mono<Summary> run(UUID account, Plan plan, String admin) {
    Flux<Mono<Void>> work =
        Flux.concat(
            Flux.fromIterable(plan.leaving())
                .map(one -> changes.cancelRemoval(account, one.member(), admin)),
            Flux.fromIterable(plan.removed())
                .map(one -> changes.restore(account, one.member(), admin)),
            Flux.fromIterable(plan.blocked())
                .mapNotNull(Somebody::scimId)
                .map(id -> changes.reactivate(account, id, admin)));
    return work.flatMap(
            one ->
                one.thenReturn(new Summary(1, 0))
                    .onErrorReturn(AdminException.class, new Summary(0, 1)),
            AT_ONCE)
        .reduce(
            new Summary(0, 0),
            (sum, one) -> new Summary(sum.done() + one.done(), sum.failed() + one.failed()));
  }

  private Mono<Departed> departed(UUID account, Operation operation, Instant from, Instant to) {
    MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
    query.set("operation", operation.wire());
    query.set("result", Result.APPLIED.wire());
    query.set("from", from.toString());
    query.set("to", to.toString());
    query.set("limit", Integer.toString(PAGE));
    return page(account, query)
        .expand(page -> next(account, query, page))
        .take(MOST_PAGES)
        .collectList()
        .map(Undo::departed);
  }

  private Mono<JsonNode> next(UUID account, MultiValueMap<String, String> query, JsonNode page) {
    String cursor = page.path("nextCursor").asString("");
    if (cursor.isEmpty()) {
      return Mono.empty();
    }
    MultiValueMap<String, String> following = new LinkedMultiValueMap<>(query);
    following.set("cursor", cursor);
    return page(account, following);
  }

  private static Departed departed(List<JsonNode> pages) {
    Set<UUID> members = new LinkedHashSet<>();
    for (JsonNode page : pages) {
      for (JsonNode item : page.path("items")) {
        String member = item.path("memberId").asString("");
        if (!member.isEmpty()) {
          members.add(UUID.fromString(member));
        }
      }
    }
    boolean more = pages.size() == MOST_PAGES && pages.getLast().has("nextCursor");
    return new Departed(members, more);
  }

  private Mono<JsonNode> page(UUID account, MultiValueMap<String, String> query) {
    return activity.get("/activity", account, query).map(Undo::json);
  }

  private static JsonNode json(ResponseEntity<byte[]> answer) {
    byte[] body = answer.getBody();
    if (answer.getStatusCode().value() != 200 || body == null) {
      throw new AdminException(502, "The activity log gave an answer of no use");
    }
    return MAPPER.readTree(body);
  }
}
