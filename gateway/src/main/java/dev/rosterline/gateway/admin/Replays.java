package dev.rosterline.gateway.admin;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Reply;
import dev.rosterline.contract.Source;
import dev.rosterline.gateway.dispatch.AccountCommands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does failed operations again, after a fix: each as a command of its own that names the first, in
 * the admin's name, through the same log as everything else.
 */
@Component
public class Replays {

  /** Operations of one call, and how long it may take; the rest is for the next. */
  static final int MOST = 1_000;

  static final Duration LONGEST = Duration.ofSeconds(30);

  /** What the audit-service gives at once. */
  private static final int PAGE = 500;

  /** So many are read while the one before is being done. */
  private static final int AHEAD = 8;

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final Summary SKIPPED = new Summary(0, 0, 1, false);

  private final ActivityClient activity;
  private final AccountCommands commands;
  private final ReplayClaims claims;
  private final Clock clock;

  Replays(ActivityClient activity, AccountCommands commands, ReplayClaims claims, Clock clock) {
    this.activity = activity;
    this.commands = commands;
    this.claims = claims;
    this.clock = clock;
  }

  /**
   * What became of some.
   *
   * @param skipped those that cannot be done again, or were done again before, or are just now
   * @param more whether there are others that match, or time was over
   */
  public record Summary(int done, int failed, int skipped, boolean more) {

    private Summary plus(int moreDone, int moreFailed, int moreSkipped) {
      return new Summary(done + moreDone, failed + moreFailed, skipped + moreSkipped, more);
    }

    private Summary of(int all) {
      return new Summary(done, failed, skipped, more || done + failed + skipped < all);
    }
  }

  /** An operation with its evidence; an error of 404 where the account has none of this id. */
  public Mono<JsonNode> operation(UUID account, UUID id) {
    return activity
        .get("/activity/" + id, account, new LinkedMultiValueMap<>())
        .map(
            answer -> {
              if (answer.getStatusCode().value() == 200) {
                return json(answer);
              }
              throw new AdminException(404, "There is no such operation");
            });
  }

  /** The decision on the command that repeats it; an error of 409 where that makes no sense. */
  public Mono<Reply> replay(UUID account, UUID id, String admin) {
    return operation(account, id)
        .flatMap(
            found ->
                switch (ReplayDecider.decide(found)) {
                  case ReplayDecider.Answer.Again again -> run(account, again, admin);
                  case ReplayDecider.Answer.Never never ->
                      Mono.error(new AdminException(409, never.reason()));
                });
  }

  /**
   * Everything failed that matches, the oldest first: what came in order is repeated in order. Each
   * goes well once, however often and by however many this is asked.
   */
  public Mono<Summary> replayAll(UUID account, MultiValueMap<String, String> query, String admin) {
    MultiValueMap<String, String> failed = new LinkedMultiValueMap<>(query);
    String result = query.getFirst("result");
    if (result == null || result.isEmpty()) {
      failed.set("result", "failed");
    }
    failed.set("limit", Integer.toString(PAGE));
    failed.remove("cursor");
    return page(account, failed)
        .expand(page -> next(account, failed, page))
        .take(MOST / PAGE)
        .collectList()
        .flatMap(pages -> all(account, pages, admin));
  }

  private Mono<JsonNode> next(UUID account, MultiValueMap<String, String> query, JsonNode page) {
    if (!page.has("nextCursor")) {
      return Mono.empty();
    }
    MultiValueMap<String, String> next = new LinkedMultiValueMap<>(query);
    next.set("cursor", page.path("nextCursor").asString());
    return page(account, next);
  }

  private Mono<JsonNode> page(UUID account, MultiValueMap<String, String> query) {
    return activity
        .get("/activity", account, query)
        .map(
            answer -> {
              JsonNode body = json(answer);
              if (answer.getStatusCode().value() != 200) {
                throw new AdminException(
                    400, body.path("detail").asString("The search cannot be read"));
              }
              return body;
            });
  }

  private Mono<Summary> all(UUID account, List<JsonNode> pages, String admin) {
    List<JsonNode> newestFirst = new ArrayList<>();
    pages.forEach(page -> page.path("items").forEach(newestFirst::add));
    List<UUID> oldestFirst = latestOfEach(newestFirst).reversed();
    int repeated = newestFirst.size() - oldestFirst.size();
    Summary start = new Summary(0, 0, repeated, pages.getLast().has("nextCursor"));
    Instant end = clock.instant().plus(LONGEST);
    return Flux.fromIterable(oldestFirst)
        .takeWhile(_ -> clock.instant().isBefore(end))
        .flatMapSequential(id -> operation(account, id), AHEAD, 1)
        .concatMap(found -> counted(account, found, admin), 1)
        .reduce(start, (sum, one) -> sum.plus(one.done, one.failed, one.skipped))
        .map(sum -> sum.of(newestFirst.size()));
  }

  /** A create that was sent many times is repeated once, as it was sent last. */
  private static List<UUID> latestOfEach(List<JsonNode> newestFirst) {
    Set<String> created = new HashSet<>();
    List<UUID> ids = new ArrayList<>();
    for (JsonNode row : newestFirst) {
      String operation = row.path("operation").asString("");
      String subject = row.path("subject").asString("");
      boolean create = operation.endsWith(".create") && !subject.isEmpty();
      if (!create || created.add(operation + " " + subject)) {
        ids.add(UUID.fromString(row.path("id").asString()));
      }
    }
    return ids;
  }

  private Mono<Summary> counted(UUID account, JsonNode found, String admin) {
    boolean repeats = found.path("evidence").has("replayOf");
    return repeats || !(ReplayDecider.decide(found) instanceof ReplayDecider.Answer.Again again)
        ? Mono.just(SKIPPED)
        : claims
            .claim(account, again.first().value())
            .flatMap(
                mine ->
                    mine ? run(account, again, admin).map(Replays::counted) : Mono.just(SKIPPED));
  }

  private static Summary counted(Reply reply) {
    return reply.status() < 400 ? new Summary(1, 0, 0, false) : new Summary(0, 1, 0, false);
  }

  /** Where nobody hears how it ended, it stays as if it went on, until that cannot be any more. */
  private Mono<Reply> run(UUID account, ReplayDecider.Answer.Again again, String admin) {
    return commands
        .repeat(
            new AccountId(account),
            again.resource(),
            again.command(),
            new Source(null, admin, "admin"),
            again.first())
        .flatMap(
            reply ->
                claims.ended(account, again.first().value(), reply.status()).thenReturn(reply));
  }

  private static JsonNode json(ResponseEntity<byte[]> answer) {
    byte[] body = answer.getBody();
    try {
      return MAPPER.readTree(body == null ? new byte[0] : body);
    } catch (JacksonException _) {
      throw new AdminException(502, "The activity log gave an answer of no use");
    }
  }
}
